package dev.milepost.templates.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.registry.StoredVersion.Yank;
import dev.milepost.templates.trees.TarArchive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response for a version, with its manifest as published. */
public record VersionView(
        String name,
        String version,
        String digest,
        String owner,
        @Nullable String source,
        Instant publishedAt,
        String publishedBy,
        Changelog changelog,
        @Nullable Deprecation deprecation,
        @Nullable Yank yank,
        List<String> channels,
        List<TarArchive.Entry> files,
        JsonNode manifest) {

    static VersionView of(StoredVersion stored, List<String> channels, List<TarArchive.Entry> files, Instant now) {
        return new VersionView(
                stored.name(),
                stored.version(),
                stored.digest(),
                stored.manifest().metadata().owner(),
                stored.source(),
                stored.publishedAt(),
                stored.publishedBy(),
                stored.manifest().changelog(),
                stored.deprecationAt(now),
                stored.yank(),
                channels,
                files,
                stored.manifest().document());
    }
}
