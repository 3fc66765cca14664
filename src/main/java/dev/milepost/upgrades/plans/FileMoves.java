package dev.milepost.upgrades.plans;

import dev.milepost.platform.collections.Copies;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.InvalidTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.Renames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * File moves, which are applied before the merge, so that changes are merged into the file at its new path: those of
 * migrations, those that the template has made without a migration, and those that the service has made itself. Only
 * files that the golden path has made are moved, and only to free paths.
 *
 * @param movedFrom the old paths of the service's moved files, by their new paths
 * @param movedByService the paths in the template, by the paths where the service has them
 * @param done the migrations that moved a file of the service, or that the service has done itself
 */
record FileMoves(
        FileTree base,
        FileTree target,
        FileTree theirs,
        Map<String, String> movedFrom,
        Map<String, String> movedByService,
        List<ModuleUpgradePath.ModuleMigration> done) {

    /** The files of all trees that moves make anew, which takes about ten seconds; and what counts for a move itself. */
    private static final int MOST_FILES = 7_000_000;

    private static final int FILES_OF_MOVE = 1_000;

    private static final char AFTER_SLASH = '/' + 1;

    /**
     * Applies the moves of migrations.
     *
     * @throws ProblemException if there are too many for so many files
     */
    static FileMoves of(FileTree base, FileTree theirs, List<ModuleUpgradePath.ModuleMigration> migrations) {
        var moves = new FileMoves(base, FileTree.EMPTY, theirs, Map.of(), Map.of(), List.of());
        long files = 0;
        for (var migration : migrations) {
            var places = moves.places(migration.migration());
            if (places.isEmpty()) {
                continue;
            }
            files += FILES_OF_MOVE + base.files().size() + theirs.files().size();
            if (files > MOST_FILES) {
                throw ProblemException.of(
                        ProblemType.NO_UPGRADE,
                        "The migrations along this upgrade move files too often. Upgrade to a version in between first.");
            }
            moves = moves.with(migration, places);
        }
        return moves;
    }

    /**
     * Applies the moves of migrations, then those that the files show.
     *
     * @param isSeed whether a file belongs to the team since it was scaffolded; the template does not move it
     */
    static FileMoves of(
            FileTree base,
            FileTree target,
            FileTree theirs,
            List<ModuleUpgradePath.ModuleMigration> migrations,
            Predicate<String> isSeed) {
        var moves = of(base, theirs, migrations);
        return new FileMoves(moves.base, target, moves.theirs, moves.movedFrom, Map.of(), moves.done)
                .withRenamesOfTemplate(isSeed)
                .withRenamesOfService();
    }

    /** Returns the new paths of the files that a migration moves. */
    private Map<String, String> places(Migration migration) {
        var places = new TreeMap<String, String>();
        if (migration.kind() == Migration.Kind.MOVE) {
            var from = migration.arguments().path("path").asText();
            var to = migration.arguments().path("to").asText();
            if (base.files().containsKey(from)) {
                places.put(from, to);
            }
            for (var path : base.files().subMap(from + "/", from + AFTER_SLASH).keySet()) {
                places.put(path, to + path.substring(from.length()));
            }
        }
        return places;
    }

    private FileMoves with(ModuleUpgradePath.ModuleMigration migration, Map<String, String> places) {
        var moves = renamed(places);
        boolean isDone = places.entrySet().stream()
                .anyMatch(move -> moves.base.files().containsKey(move.getValue())
                        && moves.theirs.files().containsKey(move.getValue())
                        && !moves.theirs.files().containsKey(move.getKey()));
        if (!isDone) {
            return moves;
        }
        var newDone = new ArrayList<>(done);
        newDone.add(migration);
        return new FileMoves(moves.base, target, moves.theirs, moves.movedFrom, movedByService, List.copyOf(newDone));
    }

    private FileMoves withRenamesOfTemplate(Predicate<String> isSeed) {
        var gone = Renames.only(base.files(), target.files());
        gone.keySet().removeIf(isSeed);
        var renamed = Renames.find(gone, Renames.only(target.files(), base.files()));
        return renamed.isEmpty() ? this : renamed(renamed);
    }

    /** Moves files of the template and of the service. If a path would be taken, nothing is moved. */
    private FileMoves renamed(Map<String, String> paths) {
        var newBase = new TreeMap<>(base.files());
        var newTheirs = new TreeMap<>(theirs.files());
        var newMoved = new HashMap<>(movedFrom);
        paths.forEach((path, place) -> {
            boolean had = newTheirs.containsKey(path);
            if (move(newTheirs, path, place) || !had) {
                move(newBase, path, place);
                if (had) {
                    newMoved.put(place, movedFrom.getOrDefault(path, path));
                    newMoved.remove(path);
                }
            }
        });
        try {
            return new FileMoves(
                    FileTree.of(newBase), target, FileTree.of(newTheirs), Copies.map(newMoved), movedByService, done);
        } catch (InvalidTree e) {
            // A file of the service occupies the new path. Nothing is moved, and the migration has to be done by hand.
            return this;
        }
    }

    /** A file that the service has moved is merged where the service has it. */
    private FileMoves withRenamesOfService() {
        var gone = Renames.only(base.files(), theirs.files());
        // Without a file in the target, the upgrade would delete what may only be similar.
        gone.keySet().retainAll(target.files().keySet());
        var known = new TreeMap<>(base.files());
        known.putAll(target.files());
        var renamed = Renames.find(gone, Renames.only(theirs.files(), known));
        if (renamed.isEmpty()) {
            return this;
        }
        var newBase = new TreeMap<>(base.files());
        var newTarget = new TreeMap<>(target.files());
        var byService = new TreeMap<String, String>();
        renamed.forEach((path, place) -> {
            move(newBase, path, place);
            move(newTarget, path, place);
            byService.put(place, path);
        });
        try {
            return new FileMoves(FileTree.of(newBase), FileTree.of(newTarget), theirs, movedFrom, byService, done);
        } catch (InvalidTree e) {
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

    /** Returns the merged files, each that the service has moved with the path that the template has. */
    List<MergedFile> described(List<MergedFile> merged) {
        return merged.stream()
                .map(file -> {
                    var path = movedByService.get(file.path());
                    var detail = "The service has moved this file from '%s'.".formatted(path);
                    return path == null
                            ? file
                            : file.withDetail(file.detail().isEmpty() ? detail : detail + " " + file.detail());
                })
                .toList();
    }
}
