package dev.milepost.upgrades.plans;

import dev.milepost.platform.collections.Copies;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.InvalidTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * File moves of migrations. They are applied before the merge, so that a service's changes are merged into the file at
 * its new path. Only files that the golden path has made are moved, and only to free paths.
 *
 * @param movedFrom the old paths of the service's moved files, by their new paths
 * @param done the migrations that moved a file of the service
 */
record FileMoves(
        FileTree base, FileTree theirs, Map<String, String> movedFrom, List<ModuleUpgradePath.ModuleMigration> done) {

    static FileMoves of(FileTree base, FileTree theirs, List<ModuleUpgradePath.ModuleMigration> migrations) {
        var moves = new FileMoves(base, theirs, Map.of(), List.of());
        for (var migration : migrations) {
            if (migration.migration().kind() == Migration.Kind.MOVE) {
                moves = moves.with(migration);
            }
        }
        return moves;
    }

    private FileMoves with(ModuleUpgradePath.ModuleMigration migration) {
        var from = migration.migration().arguments().path("path").asText();
        var to = migration.migration().arguments().path("to").asText();
        if (base.files().keySet().stream().noneMatch(path -> path.equals(from) || path.startsWith(from + "/"))) {
            return this;
        }
        var newBase = new TreeMap<>(base.files());
        var newTheirs = new TreeMap<>(theirs.files());
        var newMoved = new HashMap<>(movedFrom);
        boolean isDone = false;
        for (var path : base.files().keySet()) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                var place = to + path.substring(from.length());
                boolean had = newTheirs.containsKey(path);
                if (move(newTheirs, path, place) || !had && !newTheirs.containsKey(place)) {
                    move(newBase, path, place);
                    if (had) {
                        newMoved.put(place, movedFrom.getOrDefault(path, path));
                        newMoved.remove(path);
                        isDone = true;
                    }
                }
            }
        }
        try {
            var newDone = new ArrayList<>(done);
            if (isDone) {
                newDone.add(migration);
            }
            return new FileMoves(FileTree.of(newBase), FileTree.of(newTheirs), Copies.map(newMoved), List.copyOf(newDone));
        } catch (InvalidTree e) {
            // A file of the service occupies the new path. Nothing is moved, and the migration has to be done by hand.
            return this;
        }
    }

    /** Moves a file. Returns false if it does not exist or its new path is occupied. */
    private static boolean move(Map<String, TreeFile> files, String from, String to) {
        var file = files.get(from);
        if (file == null || files.containsKey(to)) {
            return false;
        }
        files.remove(from);
        files.put(to, file);
        return true;
    }
}
