package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.registry.Listing.Listed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of lists. */
final class Entries {

    private Entries() {}

    /** @param version the version on the requested channel; without a channel, the version that new users get */
    record TemplateEntry(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            String type,
            String lifecycle,
            List<String> tags,
            String version,
            boolean deprecated,
            boolean yanked,
            int versions,
            Map<String, String> channels) {

        static TemplateEntry of(Listed listed, Instant now) {
            var path = (GoldenPath) listed.version().manifest();
            return new TemplateEntry(
                    path.name(),
                    path.metadata().title(),
                    path.metadata().description(),
                    listed.owner(),
                    path.type(),
                    path.lifecycle(),
                    path.metadata().tags(),
                    listed.version().version(),
                    listed.version().deprecationAt(now) != null,
                    listed.version().yank() != null,
                    listed.versions(),
                    listed.channels());
        }
    }

    /** @param version the version that new users get, if no range restricts it */
    record ModuleEntry(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            String phase,
            List<String> tags,
            String version,
            boolean deprecated,
            boolean yanked,
            int versions) {

        static ModuleEntry of(Listed listed, Instant now) {
            var module = (ModuleManifest) listed.version().manifest();
            return new ModuleEntry(
                    module.name(),
                    module.metadata().title(),
                    module.metadata().description(),
                    listed.owner(),
                    module.phase().name().toLowerCase(Locale.ROOT),
                    module.metadata().tags(),
                    listed.version().version(),
                    listed.version().deprecationAt(now) != null,
                    listed.version().yank() != null,
                    listed.versions());
        }
    }

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
}
