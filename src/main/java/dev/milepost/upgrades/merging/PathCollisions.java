package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The paths that a service's own files occupy. Files of the template are not added at, beneath or above such a path,
 * compared without case.
 */
final class PathCollisions {

    /** The path of each file by collision key, which is sorted so that one of the files in a folder can be found. */
    private final TreeMap<String, String> files = new TreeMap<>();

    private PathCollisions(List<MergedFile> merged, FileTree theirs) {
        var left = new HashMap<String, Boolean>();
        merged.forEach(file -> left.put(file.path(), file.result() == null));
        theirs.files().keySet().stream()
                .filter(path -> !left.getOrDefault(path, false))
                .forEach(path -> files.putIfAbsent(FileTree.collisionKey(path), path));
    }

    /** Returns the files with a conflict in place of each addition whose path is occupied. */
    static List<MergedFile> withoutCollisions(List<MergedFile> merged, FileTree theirs) {
        var collisions = new PathCollisions(merged, theirs);
        return merged.stream().map(collisions::withoutCollisions).toList();
    }

    private MergedFile withoutCollisions(MergedFile file) {
        if (file.outcome() != Outcome.ADDED) {
            return file;
        }
        return findCollision(file.path())
                .map(other -> new MergedFile(file.path(), Outcome.CONFLICT, null)
                        .withDetail("The template adds this file, but the service's '%s' occupies its path."
                                .formatted(other)))
                .orElse(file);
    }

    private Optional<String> findCollision(String path) {
        var key = FileTree.collisionKey(path);
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            var above = files.get(key.substring(0, slash));
            if (above != null) {
                return Optional.of(above);
            }
        }
        var same = files.get(key);
        return same == null ? findBeneath(key + "/") : Optional.of(same);
    }

    private Optional<String> findBeneath(String folder) {
        var next = files.ceilingEntry(folder);
        return next != null && next.getKey().startsWith(folder) ? Optional.of(next.getValue()) : Optional.empty();
    }
}
