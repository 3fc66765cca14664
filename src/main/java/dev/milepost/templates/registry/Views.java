package dev.milepost.templates.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses for golden paths and modules. Members that only one kind has are left out for the other. */
final class Views {

    private static final int BYTES_OF_ENTRY = 300;
    private static final int BYTES_OF_CHANNEL = 100;
    private static final int BYTES_OF_DESCRIPTION = 64 << 10;

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

        /** Returns the approximate size in an answer, in bytes. */
        long bytes() {
            long bytes = BYTES_OF_ENTRY + size(title) + size(description);
            for (var tag : tags) {
                bytes += tag.length();
            }
            return bytes + (channels == null ? 0 : BYTES_OF_CHANNEL * channels.size());
        }

        private static int size(@Nullable String text) {
            return text == null ? 0 : text.length();
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

        /** Returns the approximate size in an answer, in bytes. */
        long bytes() {
            return BYTES_OF_DESCRIPTION + (long) BYTES_OF_ENTRY * versions.size();
        }

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

        static VersionEntry of(PublishedVersion published) {
            return new VersionEntry(
                    published.ref().version(),
                    published.digest(),
                    published.publishedAt(),
                    published.publishedBy(),
                    published.deprecation() != null,
                    published.yanked(),
                    published.channels().stream().sorted().toList());
        }
    }

    private static @Nullable String phaseOf(Manifest manifest) {
        return manifest instanceof ModuleManifest module ? module.phase().name().toLowerCase(Locale.ROOT) : null;
    }
}
