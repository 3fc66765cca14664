package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.resolution.Lockfile;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published version of a golden path.
 *
 * @param digest the digest of the manifest, {@code sha256:…}
 * @param deprecation null while the version is recommended; also set automatically from the date that its manifest
 *     plans
 * @param channels the channels that currently point to it
 */
public record PublishedGoldenPath(
        GoldenPath manifest,
        Lockfile lock,
        String digest,
        Instant publishedAt,
        boolean yanked,
        @Nullable Deprecation deprecation,
        Set<String> channels) {

    public PublishedGoldenPath {
        channels = Set.copyOf(channels);
    }
}
