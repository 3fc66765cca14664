package dev.milepost.templates;

import dev.milepost.entities.Format;
import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.trees.FileTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be published.
 *
 * @param text the manifest as it was sent
 * @param source the address of the folder of it; null where the caller tells none
 */
record Submission(
        Manifest manifest,
        String text,
        Format format,
        FileTree files,
        @Nullable String source) {

    /** What a manifest and the files beside it are, where they fit each other and the address. */
    static Submission of(Address address, byte[] text, Format format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        MisplacedManifest.require(manifest, address.kind(), address.name());
        ManifestReader.check(manifest, files);
        return new Submission(manifest, new String(text, StandardCharsets.UTF_8), format, files, address.source());
    }

    /** Where something is published, and where its folder is served. */
    record Address(Kind kind, String name, @Nullable String source) {}

    @Nullable
    String filesDigest() {
        return files.files().isEmpty() ? null : files.digest();
    }

    Kind kind() {
        return Kind.of(manifest);
    }
}
