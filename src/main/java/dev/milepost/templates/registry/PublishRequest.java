package dev.milepost.templates.registry;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.trees.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be published.
 *
 * @param text the manifest as sent
 * @param source the address of the manifest's folder; null if the caller states none
 */
public record PublishRequest(
        Manifest manifest,
        String text,
        DocumentFormat format,
        FileTree files,
        @Nullable String source) {

    public @Nullable String filesDigest() {
        return files.files().isEmpty() ? null : files.digest();
    }

    public VersionRef ref() {
        return VersionRef.of(manifest);
    }
}
