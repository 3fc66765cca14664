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

    /** Reads what is published there: a manifest and the files beside it that fit each other and the address. */
    Submission read(byte[] text, Format format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        MisplacedManifest.require(manifest, kind, name);
        ManifestReader.check(manifest, files);
        return new Submission(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }
}
