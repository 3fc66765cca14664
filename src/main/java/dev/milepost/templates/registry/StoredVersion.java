package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.TemplateModule;
import dev.milepost.templates.resolution.Lockfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A version as it is stored.
 *
 * @param files the digest of the tree that it brings; null where it brings none
 * @param lock of a golden path
 * @param deprecation what somebody said, whatever the manifest plans
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

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version().toString();
    }

    public Semver semver() {
        return manifest.version();
    }

    TemplateModule module() {
        return (TemplateModule) manifest;
    }

    GoldenPath goldenPath() {
        return (GoldenPath) manifest;
    }

    Lockfile lockOfGoldenPath() {
        if (lock == null) {
            throw new IllegalStateException("A golden path is stored with its lock");
        }
        return lock;
    }

    /** What holds at a moment: what somebody said, else what the manifest plans, once the day has come. */
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
}
