package dev.milepost.cli.authoring;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.manifests.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The versions in a folder: each subfolder with a {@code manifest.yaml} is one version, and {@code skeleton/} beside
 * the manifest contains its files. Links are not followed, and skeletons are not searched.
 *
 * @param versions in the order of publication
 */
record TemplateFolder(List<FoundVersion> versions, List<LintFinding> findings) {

    static TemplateFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.cannotRun("%s is not a folder.", folder);
        }
        var versions = new ArrayList<FoundVersion>();
        var findings = new ArrayList<LintFinding>();
        for (var manifest : ManifestSearch.in(folder)) {
            read(manifest, findings).ifPresent(versions::add);
        }
        versions.sort(FoundVersion.PUBLISH_ORDER);
        addRepeated(versions, findings);
        if (versions.isEmpty() && findings.isEmpty()) {
            throw CommandFailure.cannotRun("There is no manifest.yaml in %s or its subfolders.", folder);
        }
        return new TemplateFolder(versions, findings);
    }

    /** Reads a folder and throws if there are findings. */
    static TemplateFolder require(Path folder) {
        var found = read(folder);
        if (!found.findings.isEmpty()) {
            throw CommandFailure.cannotRun(
                    "%s%nRun milepost templates lint %s to see all %d errors.",
                    found.findings.get(0), folder, found.findings.size());
        }
        return found;
    }

    /**
     * The requested golden path, in its highest version if the request names none.
     *
     * @param asked {@code name} or {@code name@version}
     */
    FoundVersion goldenPath(String requested) {
        var parts = requested.split("@", 2);
        return versions.stream()
                .filter(found -> found.goldenPath().isPresent())
                .filter(found -> found.manifest().name().equals(parts[0]))
                .filter(found -> parts.length < 2
                        || found.manifest().version().toString().equals(parts[1]))
                .reduce((lower, higher) -> higher)
                .orElseThrow(() ->
                        CommandFailure.cannotRun("The folder has no golden path %s. It has: %s.", requested, names()));
    }

    private String names() {
        return String.join(
                ", ",
                versions.stream()
                        .filter(found -> found.goldenPath().isPresent())
                        .map(FoundVersion::label)
                        .toList());
    }

    private static Optional<FoundVersion> read(Path file, List<LintFinding> findings) {
        var text = bytes(file);
        var format = file.toString().endsWith(".json") ? DocumentFormat.JSON : DocumentFormat.YAML;
        try {
            var files = SkeletonFolder.read(file.resolveSibling("skeleton"));
            var manifest = ManifestReader.read(text, format);
            ManifestReader.check(manifest, files);
            return Optional.of(new FoundVersion(file, text, format, manifest, files));
        } catch (ProblemException e) {
            e.faults()
                    .forEach(fault -> findings.add(LintFinding.in(
                            file,
                            text,
                            format,
                            fault.pointer(),
                            fault.detail() + NumberHint.of(text, format, fault.pointer()))));
            if (e.faults().isEmpty()) {
                findings.add(LintFinding.in(file, text, format, "", String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }
    }

    private static void addRepeated(List<FoundVersion> versions, List<LintFinding> findings) {
        var first = new HashMap<String, FoundVersion>();
        for (var found : versions) {
            var earlier = first.putIfAbsent(found.manifest().getClass().getSimpleName() + " " + found.label(), found);
            if (earlier != null) {
                findings.add(found.finding("/metadata/version", "is also the version of " + earlier.file()));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > ManifestReader.MAX_BYTES) {
                throw CommandFailure.cannotRun("%s is larger than a manifest may be.", file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
