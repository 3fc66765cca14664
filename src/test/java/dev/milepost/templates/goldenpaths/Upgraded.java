package dev.milepost.templates.goldenpaths;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.merging.TreeMerge;
import java.util.List;
import java.util.TreeMap;

/** A service taken from the first version of its golden path to the newest. */
record Upgraded(Scaffolded target, FileTree theirs, List<MergedFile> merged) {

    static Upgraded of(String goldenPath, Edits edits) {
        var base = Scaffolded.versions(goldenPath).get(0);
        var target = Scaffolded.newest(goldenPath);
        var theirs = edits.apply(base.files());
        return new Upgraded(
                target, theirs, TreeMerge.merge(base.files(), target.files(), theirs, target.service()::behaviour));
    }

    /** The same version taken once more. */
    List<MergedFile> again() {
        return TreeMerge.merge(target.files(), target.files(), files(), target.service()::behaviour);
    }

    List<MergedFile> with(Outcome outcome) {
        return merged.stream().filter(file -> file.outcome() == outcome).toList();
    }

    /** The service as it is when all that was merged is taken. */
    FileTree files() {
        var files = new TreeMap<>(theirs.files());
        for (var file : merged) {
            if (file.result() == null) {
                files.remove(file.path());
            } else {
                files.put(file.path(), file.result());
            }
        }
        return FileTree.of(files);
    }

    String text(String path) {
        return files().find(path).flatMap(TreeFile::text).orElseThrow();
    }
}
