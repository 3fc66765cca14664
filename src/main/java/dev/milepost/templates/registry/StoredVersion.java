package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.Lockfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A version as stored.
 *
 * @param files the digest of its file tree; null if it has none
 * @param lock null for a module
 * @param deprecation as set by a request, independent of what the manifest plans
 */
public record StoredVersion(
        Manifest manifest,
        String digest,
        @Nullable String files,
        @Nullable String source,
        @Nullable Lockfile lock,
        Instant publishedAt,
        String publishedBy,
        @Nullable Deprecation deprecation,
        @Nullable Yank yank) {

    public VersionRef ref() {
        return VersionRef.of(manifest);
    }

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version().toString();
    }

    public Semver semver() {
        return manifest.version();
    }

    /** Returns the version with an equal manifest. */
    StoredVersion with(Manifest equal) {
        return new StoredVersion(equal, digest, files, source, lock, publishedAt, publishedBy, deprecation, yank);
    }

    ModuleManifest module() {
        return (ModuleManifest) manifest;
    }

    GoldenPath goldenPath() {
        return (GoldenPath) manifest;
    }

    Lockfile lockOfGoldenPath() {
        if (lock == null) {
            throw new IllegalStateException("The stored golden path has no lock");
        }
        return lock;
    }

    /**
     * Returns the deprecation at a moment: the one set by a request, else the one that the manifest plans, from its
     * date on.
     */
    public @Nullable Deprecation deprecationAt(Instant moment) {
        if (deprecation != null || !(manifest instanceof GoldenPath path)) {
            return deprecation;
        }
        var support = path.support();
        if (support == null || support.deprecatedFrom() == null) {
            return null;
        }
        LocalDate today = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        return today.isBefore(support.deprecatedFrom())
                ? null
                : Deprecation.planned(support.deprecatedFrom(), support.supersededBy(), support.endOfLife());
    }

    PublishedGoldenPath toPublished(Set<String> channels, Instant moment) {
        return new PublishedGoldenPath(
                goldenPath(), lockOfGoldenPath(), digest, publishedAt, yank != null, deprecationAt(moment), channels);
    }

    /**
     * The deprecation of a version. Services on it keep working.
     *
     * @param at when the deprecation began
     * @param successor {@code version}, {@code name}, {@code name@major} or {@code name@version}
     * @param endsOn the first day without support
     */
    public record Deprecation(
            Instant at,
            String reason,
            @Nullable String successor,
            @Nullable LocalDate endsOn) {

        static Deprecation planned(LocalDate from, @Nullable String successor, @Nullable LocalDate endsOn) {
            return new Deprecation(
                    from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    "The manifest plans the end of its support.",
                    successor,
                    endsOn);
        }
    }

    /** The withdrawal of a version. New users do not get it; existing locks keep working. */
    public record Yank(
            Instant at, String by, String reason, @Nullable String successor) {}
}
