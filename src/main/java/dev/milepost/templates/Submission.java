package dev.milepost.templates;

import dev.milepost.entities.Format;
import dev.milepost.manifests.Manifest;
import dev.milepost.trees.FileTree;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be published.
 *
 * @param text the manifest as it was sent
 * @param source the address of the folder of it; null where the caller tells none
 */
public record Submission(
        Manifest manifest,
        String text,
        Format format,
        FileTree files,
        @Nullable String source) {

    public @Nullable String filesDigest() {
        return files.files().isEmpty() ? null : files.digest();
    }

    public Kind kind() {
        return Kind.of(manifest);
    }
}
