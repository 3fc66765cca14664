package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.resolution.Lockfile;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of a golden path as the registry has it.
 *
 * @param digest of the manifest, {@code sha256:…}
 * @param deprecation null while it is recommended; also there by itself when the day comes that its manifest names
 * @param channels those that point to it now
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
