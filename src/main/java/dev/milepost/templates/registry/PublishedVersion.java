package dev.milepost.templates.registry;

import dev.milepost.platform.collections.Copies;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A published version of a golden path or a module, without its manifest. So all versions of a name fit into memory.
 *
 * @param digest the digest of manifest and files, {@code sha256:…}
 * @param deprecation null while the version is recommended; also set automatically from the date that its manifest
 *     plans
 * @param channels the channels that currently point to it; empty for a module
 */
public record PublishedVersion(
        VersionRef ref,
        Semver version,
        String digest,
        Instant publishedAt,
        String publishedBy,
        boolean yanked,
        @Nullable Deprecation deprecation,
        Set<String> channels) {

    public PublishedVersion {
        channels = Copies.set(channels);
    }

    public String name() {
        return ref.name();
    }
}
