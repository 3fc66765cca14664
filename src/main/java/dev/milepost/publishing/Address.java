package dev.milepost.publishing;

import dev.milepost.entities.Format;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.templates.Kind;
import dev.milepost.templates.Submission;
import dev.milepost.trees.FileTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where something is published.
 *
 * @param source where its folder is served; null where the caller tells none
 */
record Address(Kind kind, String name, @Nullable String source) {

    /** What a manifest and the files beside it are, where they fit each other and the address. */
    Submission submission(byte[] text, Format format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        MisplacedManifest.require(manifest, kind, name);
        ManifestReader.check(manifest, files);
        return new Submission(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }
}
