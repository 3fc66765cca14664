package dev.milepost.authoring;

import dev.milepost.entities.Format;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.platform.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The versions in a folder: each folder in it that has a {@code manifest.yaml} is one, {@code skeleton/} beside it are
 * its files. Links are not followed, and skeletons are not searched.
 *
 * @param versions as they are published
 */
record TemplateFolder(List<FoundVersion> versions, List<Flaw> flaws) {

    static TemplateFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CannotAuthor.because("%s is no folder.", folder);
        }
        var versions = new ArrayList<FoundVersion>();
        var flaws = new ArrayList<Flaw>();
        for (var manifest : ManifestSearch.in(folder)) {
            read(manifest, flaws).ifPresent(versions::add);
        }
        versions.sort(FoundVersion.AS_PUBLISHED);
        addRepeated(versions, flaws);
        if (versions.isEmpty() && flaws.isEmpty()) {
            throw CannotAuthor.because("There is no manifest.yaml in %s or beneath it.", folder);
        }
        return new TemplateFolder(versions, flaws);
    }

    /** The same, for commands that need all of it to be right. */
    static TemplateFolder require(Path folder) {
        var found = read(folder);
        if (!found.flaws.isEmpty()) {
            throw CannotAuthor.because(
                    "%s%nCall milepost templates lint %s for all %d faults.",
                    found.flaws.get(0), folder, found.flaws.size());
        }
        return found;
    }

    /**
     * The golden path that is asked for, in its highest version where none is.
     *
     * @param asked {@code name} or {@code name@version}
     */
    FoundVersion goldenPath(String asked) {
        var parts = asked.split("@", 2);
        return versions.stream()
                .filter(found -> found.goldenPath().isPresent())
                .filter(found -> found.manifest().name().equals(parts[0]))
                .filter(found -> parts.length < 2
                        || found.manifest().version().toString().equals(parts[1]))
                .reduce((lower, higher) -> higher)
                .orElseThrow(
                        () -> CannotAuthor.because("There is no golden path %s here; there are: %s.", asked, names()));
    }

    private String names() {
        return String.join(
                ", ",
                versions.stream()
                        .filter(found -> found.goldenPath().isPresent())
                        .map(FoundVersion::label)
                        .toList());
    }

    private static Optional<FoundVersion> read(Path file, List<Flaw> flaws) {
        var text = bytes(file);
        var format = file.toString().endsWith(".json") ? Format.JSON : Format.YAML;
        try {
            var files = SkeletonFolder.read(file.resolveSibling("skeleton"));
            var manifest = ManifestReader.read(text, format);
            ManifestReader.check(manifest, files);
            return Optional.of(new FoundVersion(file, text, format, manifest, files));
        } catch (ProblemException e) {
            e.faults().forEach(fault -> flaws.add(Flaw.in(file, text, format, fault.pointer(), fault.detail())));
            if (e.faults().isEmpty()) {
                flaws.add(Flaw.in(file, text, format, "", String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }
    }

    private static void addRepeated(List<FoundVersion> versions, List<Flaw> flaws) {
        var first = new HashMap<String, FoundVersion>();
        for (var found : versions) {
            var earlier = first.putIfAbsent(found.manifest().getClass().getSimpleName() + " " + found.label(), found);
            if (earlier != null) {
                flaws.add(found.flaw("/metadata/version", "is also that of " + earlier.file()));
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > ManifestReader.BYTES) {
                throw CannotAuthor.because("%s is larger than any manifest.", file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw CannotAuthor.because("Cannot read %s: %s", file, e.getMessage());
        }
    }
}
