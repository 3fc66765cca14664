package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.trees.FileTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where something is published.
 *
 * @param source where its folder is served; null where the caller tells none
 */
record PublishTarget(
        ManifestKind kind, String name, @Nullable String source) {

    /** Reads what is published there: a manifest and the files beside it that fit each other and the address. */
    PublishRequest read(byte[] text, DocumentFormat format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        MisplacedManifest.require(manifest, kind, name);
        ManifestReader.check(manifest, files);
        return new PublishRequest(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }
}
