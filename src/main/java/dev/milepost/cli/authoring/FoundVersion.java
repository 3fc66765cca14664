package dev.milepost.cli.authoring;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.trees.FileTree;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * One version of a golden path or module in a folder.
 *
 * @param file the manifest
 * @param files the files of the module, before rendering
 */
record FoundVersion(Path file, byte[] text, DocumentFormat format, Manifest manifest, FileTree files) {

    /** Modules before golden paths, each by semantic version, and the same versions by name. */
    static final Comparator<FoundVersion> PUBLISH_ORDER = Comparator.comparing(
                    (FoundVersion found) -> found.goldenPath().isPresent())
            .thenComparing(found -> found.manifest().version())
            .thenComparing(found -> found.manifest().name());

    Optional<GoldenPath> goldenPath() {
        return manifest instanceof GoldenPath path ? Optional.of(path) : Optional.empty();
    }

    Optional<ModuleManifest> module() {
        return manifest instanceof ModuleManifest module ? Optional.of(module) : Optional.empty();
    }

    String digest() {
        return ManifestReader.digest(manifest, files);
    }

    /** {@code name@version}. */
    String label() {
        return manifest.name() + "@" + manifest.version();
    }

    /** A finding in this version, with its line. */
    LintFinding finding(String pointer, String detail) {
        return LintFinding.in(file, text, format, pointer, detail);
    }
}
