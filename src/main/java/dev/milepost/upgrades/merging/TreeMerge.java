package dev.milepost.upgrades.merging;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Merges three trees, file by file. Files that are only in the service are ignored and not listed. */
public final class TreeMerge {

    private TreeMerge() {}

    /**
     * @param base as rendered at the service's version
     *
     * @param target as rendered at the later version
     * @param theirs as in the service
     * @param behaviour the behaviour of a file, by path
     */
    public static List<MergedFile> merge(
            FileTree base, FileTree target, FileTree theirs, Function<String, Behaviour> behaviour) {
        return merge(base, target, theirs, behaviour, ConflictLabels.PLAIN);
    }

    /** @param labels the labels of the sides in conflict markers */
    // Five parameters, since a three-way merge has three trees.
    public static List<MergedFile> merge(
            FileTree base,
            FileTree target,
            FileTree theirs,
            Function<String, Behaviour> behaviour,
            ConflictLabels labels) {
        var merge = new FileMerge(labels, new MergeBudget());
        var paths = new TreeSet<>(base.files().keySet());
        paths.addAll(target.files().keySet());
        var merged = paths.stream()
                .map(path -> new FileVersions(
                        path,
                        base.files().get(path),
                        target.files().get(path),
                        theirs.files().get(path)))
                .map(versions -> merge.merge(versions, behaviour.apply(versions.path())))
                .toList();
        return PathCollisions.withoutCollisions(merged, theirs);
    }
}
