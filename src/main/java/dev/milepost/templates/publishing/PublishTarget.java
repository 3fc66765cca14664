package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.trees.FileTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The address that a version is published at.
 *
 * @param source the address that serves its folder; null if the caller states none
 */
record PublishTarget(
        ManifestKind kind, String name, @Nullable String source) {

    /** Reads a manifest and its files, and checks them against each other and against this address. */
    PublishRequest read(byte[] text, DocumentFormat format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        MismatchedManifest.require(manifest, kind, name);
        ManifestReader.check(manifest, files);
        return new PublishRequest(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }
}
