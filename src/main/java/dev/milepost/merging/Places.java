package dev.milepost.merging;

import dev.milepost.trees.FileTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places that a service's own files take: nothing is added beneath, above or, but for case, at them. */
final class Places {

    /** What stands at a place, by the path without case: a file, or one beneath where the place is a folder. */
    private final Map<String, String> taken = new HashMap<>();

    private final Map<String, String> files = new HashMap<>();

    private Places(List<MergedFile> merged, FileTree theirs) {
        var left = new HashMap<String, Boolean>();
        merged.forEach(file -> left.put(file.path(), file.result() == null));
        theirs.files().keySet().stream()
                .filter(path -> !left.getOrDefault(path, false))
                .forEach(this::take);
    }

    /** The same, and a conflict instead of each addition whose place is not free. */
    static List<MergedFile> whereFree(List<MergedFile> merged, FileTree theirs) {
        var places = new Places(merged, theirs);
        return merged.stream().map(places::whereFree).toList();
    }

    private MergedFile whereFree(MergedFile file) {
        if (file.outcome() != Outcome.ADDED) {
            return file;
        }
        return inTheWay(file.path())
                .map(other -> new MergedFile(file.path(), Outcome.CONFLICT, null)
                        .because("The template brings it, and the service's '%s' is in the way.".formatted(other)))
                .orElse(file);
    }

    private void take(String path) {
        files.put(FileTree.place(path), path);
        for (int slash = path.length(); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            taken.putIfAbsent(FileTree.place(path.substring(0, slash)), path);
        }
    }

    private Optional<String> inTheWay(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var file = files.get(FileTree.place(path.substring(0, slash)));
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.ofNullable(taken.get(FileTree.place(path)));
    }
}
