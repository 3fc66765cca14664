package dev.milepost.upgrades.plans;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.merging.TreeDifference;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a service after an upgrade, as a tree and as a patch. Conflicts are between markers. */
final class PlannedTree {

    private PlannedTree() {}

    /** Returns the files that were read of the checkout, as they are after the upgrade. */
    static FileTree of(MergedService merged) {
        var files = new TreeMap<>(merged.values().theirs().files());
        for (var file : merged.files()) {
            if (file.result() != null) {
                files.put(file.path(), file.result());
            } else if (file.outcome() == Outcome.REMOVED) {
                files.remove(file.path());
            }
        }
        return FileTree.of(files);
    }

    /** Returns the tree as a tar archive. */
    static byte[] archive(MergedService merged) {
        return TarArchive.write(of(merged));
    }

    /** Returns the change as a patch for {@code git apply --3way} in the root folder of the service's files. */
    static String patch(MergedService merged) {
        return TreeDifference.patch(merged.checkout().files(), of(merged));
    }

    /** Returns the size of the contents of both trees, in bytes, of which a response has a part at most. */
    static long bytes(MergedService merged) {
        long results = merged.files().stream()
                .flatMap(file -> Stream.ofNullable(file.result()))
                .mapToLong(TreeFile::size)
                .sum();
        return merged.checkout().files().size() + results;
    }
}
