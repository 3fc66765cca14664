package dev.milepost.upgrades.plans;

import dev.milepost.templates.manifests.TemplateModule.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.InvalidTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files that migrations move, moved before anything is merged, so that what a service has changed in them is merged into
 * the file at its new place. Only files that the golden path has made are moved, and to free places only.
 *
 * @param movedFrom the paths before, by those after, of what the service had at the old place
 * @param done the steps that moved something of the service's
 */
record Moves(
        FileTree base, FileTree theirs, Map<String, String> movedFrom, Set<ModuleUpgradePath.ModuleMigration> done) {

    static Moves of(FileTree base, FileTree theirs, List<ModuleUpgradePath.ModuleMigration> migrations) {
        var moves = new Moves(base, theirs, Map.of(), Set.of());
        for (var migration : migrations) {
            if (migration.migration().kind() == Migration.Kind.MOVE) {
                moves = moves.with(migration);
            }
        }
        return moves;
    }

    private Moves with(ModuleUpgradePath.ModuleMigration migration) {
        var from = migration.migration().arguments().path("path").asText();
        var to = migration.migration().arguments().path("to").asText();
        if (base.files().keySet().stream().noneMatch(path -> path.equals(from) || path.startsWith(from + "/"))) {
            return this;
        }
        var newBase = new TreeMap<>(base.files());
        var newTheirs = new TreeMap<>(theirs.files());
        var newMoved = new HashMap<>(movedFrom);
        var newDone = new HashSet<>(done);
        for (var path : base.files().keySet()) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                var place = to + path.substring(from.length());
                boolean had = newTheirs.containsKey(path);
                if (move(newTheirs, path, place) || !had && !newTheirs.containsKey(place)) {
                    move(newBase, path, place);
                    if (had) {
                        newMoved.put(place, movedFrom.getOrDefault(path, path));
                        newMoved.remove(path);
                        newDone.add(migration);
                    }
                }
            }
        }
        try {
            return new Moves(FileTree.of(newBase), FileTree.of(newTheirs), Map.copyOf(newMoved), Set.copyOf(newDone));
        } catch (InvalidTree e) {
            // Something of the service's is in the way of the new place: nothing is moved, and the step is to be done
            // by hand.
            return this;
        }
    }

    /** Whether there was something to be moved, and room for it. */
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
