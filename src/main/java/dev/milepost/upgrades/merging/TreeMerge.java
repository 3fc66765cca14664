package dev.milepost.upgrades.merging;

import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import dev.milepost.templates.trees.FileTree;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Three trees merged, file by file. Files that the template never had are not looked at and not listed. */
public final class TreeMerge {

    private TreeMerge() {}

    /**
     * @param base as rendered then
     * @param target as rendered now
     * @param theirs as the service has it
     * @param behaviour whose a file is, by its path
     */
    public static List<MergedFile> merge(
            FileTree base, FileTree target, FileTree theirs, Function<String, Behaviour> behaviour) {
        return merge(base, target, theirs, behaviour, ConflictLabels.PLAIN);
    }

    /** @param labels what the sides are called where they conflict */
    // Five parameters: the three trees are what a three-way merge is of.
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
