package dev.milepost.templates.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.registry.Listing.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses for golden paths and modules. Members that only one kind has are left out for the other. */
final class Views {

    private Views() {}

    /**
     * An entry of a list.
     *
     * @param version the version on the requested channel; without a channel, the version that new users get
     */
    record ListEntry(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lifecycle,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String phase,

            List<String> tags,
            String version,
            boolean deprecated,
            boolean yanked,
            int versions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> channels) {

        static ListEntry of(Listed listed, Instant now) {
            var manifest = listed.version().manifest();
            var path = manifest instanceof GoldenPath goldenPath ? goldenPath : null;
            return new ListEntry(
                    manifest.name(),
                    manifest.metadata().title(),
                    manifest.metadata().description(),
                    listed.owner(),
                    path == null ? null : path.type(),
                    path == null ? null : path.lifecycle(),
                    phaseOf(manifest),
                    manifest.metadata().tags(),
                    listed.version().version(),
                    listed.version().deprecationAt(now) != null,
                    listed.version().yank() != null,
                    listed.versions(),
                    path == null ? null : listed.channels());
        }
    }

    /**
     * A golden path or a module, described by its highest version.
     *
     * @param version the version that new users get: the one on {@code stable}, else the highest; null if every version
     *     is yanked
     * @param versions highest first
     */
    record Details(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            @JsonUnwrapped @Nullable GoldenPathDetails goldenPath,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String phase,

            List<String> tags,
            @Nullable String version,
            List<VersionEntry> versions) {

        static Details of(
                Manifest newest, @Nullable String version, List<Promotion> channels, List<VersionEntry> versions) {
            return new Details(
                    newest.name(),
                    newest.metadata().title(),
                    newest.metadata().description(),
                    newest.metadata().owner(),
                    newest instanceof GoldenPath path
                            ? new GoldenPathDetails(
                                    path.type(), path.lifecycle(), channels, path.roadmap(), path.support())
                            : null,
                    phaseOf(newest),
                    newest.metadata().tags(),
                    version,
                    versions);
        }
    }

    /** What only a golden path has. */
    record GoldenPathDetails(
            String type,
            String lifecycle,
            List<Promotion> channels,
            List<RoadmapItem> roadmap,
            @Nullable Support support) {}

    /** A version in the list of versions of its name. */
    record VersionEntry(
            String version,
            String digest,
            Instant publishedAt,
            String publishedBy,
            boolean deprecated,
            boolean yanked,
            List<String> channels) {

        static VersionEntry of(StoredVersion stored, List<Promotion> channels, Instant now) {
            return new VersionEntry(
                    stored.version(),
                    stored.digest(),
                    stored.publishedAt(),
                    stored.publishedBy(),
                    stored.deprecationAt(now) != null,
                    stored.yank() != null,
                    channels.stream()
                            .filter(promotion -> promotion.version().equals(stored.version()))
                            .map(Promotion::channel)
                            .toList());
        }
    }

    private static @Nullable String phaseOf(Manifest manifest) {
        return manifest instanceof ModuleManifest module ? module.phase().name().toLowerCase(Locale.ROOT) : null;
    }
}
