package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The steps of complete modules that fetch the module's own files, from {@code ./skeleton} or a path in it. */
final class OwnFiles {

    static final String TEMPLATE = "fetch:template";
    static final String PLAIN = "fetch:plain";
    static final String TEMPLATE_FILE = "fetch:template:file";
    static final String PLAIN_FILE = "fetch:plain:file";

    /** The actions that are not done here: they run other programs. */
    private static final Set<String> FOREIGN = Set.of("fetch:cookiecutter", "fetch:rails");

    static final Set<String> FETCHING = Set.of(TEMPLATE, PLAIN, TEMPLATE_FILE, PLAIN_FILE);

    private static final String SKELETON = "./skeleton";

    private OwnFiles() {}

    /**
     * Returns the path in the skeleton that a step fetches, which may contain expressions: empty for the whole skeleton.
     * Returns empty if the step does not fetch files of the module.
     */
    static Optional<String> fetched(ModuleManifest module, JsonNode step) {
        var url = step.path("input").path("url").asText();
        var action = step.path("action").asText();
        return module.complete() && (FETCHING.contains(action) || FOREIGN.contains(action))
                ? path(url)
                : Optional.empty();
    }

    /** Whether only Backstage can do an action, so that upgrades do not follow it. */
    static boolean isForeign(JsonNode step) {
        return FOREIGN.contains(step.path("action").asText());
    }

    /** Returns the path in the skeleton at an address that has no more expressions. */
    static Optional<String> path(String url) {
        if (!url.equals(SKELETON) && !url.startsWith(SKELETON + "/")) {
            return Optional.empty();
        }
        var path = Trim.trailing(url.substring(Math.min(url.length(), SKELETON.length() + 1)), '/');
        return Optional.of(path.contains("./") && !path.contains("{{") ? normalized(path) : path);
    }

    /** A path that an expression yields may have parts without effect. */
    private static String normalized(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
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
