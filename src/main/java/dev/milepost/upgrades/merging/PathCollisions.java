package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.FileTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The paths that a service's own files occupy. Files of the template are not added at, beneath or above such a path,
 * compared without case.
 */
final class PathCollisions {

    /** The file at a path, by collision key; for a folder, one of the files in it. */
    private final Map<String, String> taken = new HashMap<>();

    private final Map<String, String> files = new HashMap<>();

    private PathCollisions(List<MergedFile> merged, FileTree theirs) {
        var left = new HashMap<String, Boolean>();
        merged.forEach(file -> left.put(file.path(), file.result() == null));
        theirs.files().keySet().stream()
                .filter(path -> !left.getOrDefault(path, false))
                .forEach(this::addPath);
    }

    /** Returns the files with a conflict in place of each addition whose path is occupied. */
    static List<MergedFile> withoutCollisions(List<MergedFile> merged, FileTree theirs) {
        var collisions = new PathCollisions(merged, theirs);
        return merged.stream().map(collisions::withoutCollisions).toList();
    }

    private MergedFile withoutCollisions(MergedFile file) {
        if (file.outcome() != MergeOutcome.ADDED) {
            return file;
        }
        return findCollision(file.path())
                .map(other -> new MergedFile(file.path(), MergeOutcome.CONFLICT, null)
                        .withDetail("The template adds this file, but the service's '%s' occupies its path."
                                .formatted(other)))
                .orElse(file);
    }

    private void addPath(String path) {
        files.put(FileTree.collisionKey(path), path);
        for (int slash = path.length(); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            taken.putIfAbsent(FileTree.collisionKey(path.substring(0, slash)), path);
        }
    }

    private Optional<String> findCollision(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var file = files.get(FileTree.collisionKey(path.substring(0, slash)));
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.ofNullable(taken.get(FileTree.collisionKey(path)));
    }
}
