package dev.milepost.templates.manifests;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.InvalidTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.file.FileSystems;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Validates paths and globs in a document. They must stay within the tree of a service. */
final class ManifestPaths {

    private static final TreeFile ANY = TreeFile.text("");

    private ManifestPaths() {}

    static void validate(String path, String at, FaultCollector faults) {
        try {
            FileTree.of(Map.of(path, ANY));
        } catch (InvalidTree e) {
            faults.add(
                    at, "is not a valid path in a service: " + e.faults().get(0).detail());
        }
    }

    static void validateGlob(String glob, String at, FaultCollector faults) {
        if (glob.startsWith("/") || Arrays.asList(glob.split("/", -1)).contains("..")) {
            faults.add(at, "must be a relative glob without .. in it");
            return;
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            faults.add(at, "is not a valid glob: " + e.getDescription());
        }
    }
}
