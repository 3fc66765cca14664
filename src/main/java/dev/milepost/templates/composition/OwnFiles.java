package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The steps of complete modules that fetch the module's own files, from {@code ./skeleton} or a path in it. */
final class OwnFiles {

    static final String TEMPLATE = "fetch:template";
    static final String PLAIN = "fetch:plain";
    static final String TEMPLATE_FILE = "fetch:template:file";
    static final String PLAIN_FILE = "fetch:plain:file";

    static final Set<String> FETCHING = Set.of(TEMPLATE, PLAIN, TEMPLATE_FILE, PLAIN_FILE);

    private static final String SKELETON = "./skeleton";

    private OwnFiles() {}

    /**
     * Returns the path in the skeleton that a step fetches, which may contain expressions: empty for the whole skeleton.
     * Returns empty if the step does not fetch files of the module.
     */
    static Optional<String> fetched(ModuleManifest module, JsonNode step) {
        var url = step.path("input").path("url").asText();
        return module.complete() && FETCHING.contains(step.path("action").asText()) ? path(url) : Optional.empty();
    }

    /** Returns the path in the skeleton at an address that has no more expressions. */
    static Optional<String> path(String url) {
        if (!url.equals(SKELETON) && !url.startsWith(SKELETON + "/")) {
            return Optional.empty();
        }
        return Optional.of(
                Trim.trailing(url.substring(Math.min(url.length(), SKELETON.length() + 1)), '/'));
    }

    /** Returns the files of a folder, by their paths in it. */
    static FileTree within(FileTree skeleton, String folder) {
        if (folder.isEmpty()) {
            return skeleton;
        }
        var files = new TreeMap<String, TreeFile>();
        var prefix = folder + "/";
        skeleton.files().forEach((path, file) -> {
            if (path.startsWith(prefix)) {
                files.put(path.substring(prefix.length()), file);
            }
        });
        return FileTree.of(files);
    }
}
