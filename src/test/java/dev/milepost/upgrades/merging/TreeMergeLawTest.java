package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of every merge, whatever the trees. */
class TreeMergeLawTest {

    @Seeds(bounded = 100, all = 501)
    void takesTheOnlyChangedSide(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var changed = trees.changed(base, "side");

        assertThat(result(base, base, changed)).isEqualTo(changed);
        assertThat(result(base, changed, base)).isEqualTo(changed);
        assertThat(result(base, changed, changed)).isEqualTo(changed);
    }

    @Seeds(bounded = 100, all = 501)
    void keepsLinesAddedByService(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");
        var theirs = trees.changed(base, "service");

        var result = result(base, target, theirs);

        assertThat(lines(result, "service")).isEqualTo(lines(theirs, "service"));
    }

    @Seeds(bounded = 100, all = 501)
    void appliesTemplateWithoutConflicts(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");
        var theirs = trees.changed(base, "service");

        for (var merged : merge(base, target, theirs)) {
            var file = target.find(merged.path());
            if (merged.outcome() != Outcome.USER_DELETED && merged.outcome() != Outcome.CONFLICT && file.isPresent()) {
                assertThat(lines(merged.result(), "template")).containsAll(lines(file.get(), "template"));
            }
        }
    }

    @Seeds(bounded = 100, all = 501)
    void marksConflictsCompletely(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();

        var merges = merge(base, trees.changed(base, "template"), trees.changed(base, "service"));

        for (var merged : merges) {
            assertThat(merged.conflicts() > 0).isEqualTo(merged.outcome() == Outcome.CONFLICT);
            var markers = markers(merged.result());
            assertThat(markers).isIn("", "<|=>".repeat(merged.conflicts()));
        }
    }

    @Seeds(bounded = 100, all = 501)
    void listsOnlyFilesOfTemplate(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");
        var theirs = trees.changed(base, "service");

        var known = new HashSet<>(base.files().keySet());
        known.addAll(target.files().keySet());

        assertThat(merge(base, target, theirs))
                .extracting(MergedFile::path)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(known);
        assertThat(merge(base, target, theirs)).isEqualTo(merge(base, target, theirs));
    }

    @Seeds(bounded = 100, all = 501)
    void isIdempotent(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");

        var once = result(base, target, trees.changed(base, "service"));

        assertThat(result(target, target, once)).isEqualTo(once);
    }

    @Seeds(bounded = 100, all = 501)
    void keepsSeedFilesAndOverwritesManagedFiles(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");
        var theirs = trees.changed(base, "service");

        for (var seeded : TreeMerge.merge(base, target, theirs, path -> Behaviour.SEED)) {
            theirs.find(seeded.path())
                    .ifPresent(file -> assertThat(seeded.result()).isEqualTo(file));
        }
        for (var managed : TreeMerge.merge(base, target, theirs, path -> Behaviour.MANAGED)) {
            if (Set.of(Outcome.CLEAN, Outcome.DRIFTED, Outcome.ADDED).contains(managed.outcome())) {
                assertThat(target.find(managed.path())).contains(managed.result());
            }
        }
    }

    private static List<MergedFile> merge(FileTree base, FileTree target, FileTree theirs) {
        return TreeMerge.merge(base, target, theirs, path -> Behaviour.MERGE);
    }

    private static FileTree result(FileTree base, FileTree target, FileTree theirs) {
        var files = new TreeMap<>(theirs.files());
        for (var merged : merge(base, target, theirs)) {
            if (merged.result() != null) {
                files.put(merged.path(), merged.result());
            } else if (merged.outcome() == Outcome.REMOVED) {
                files.remove(merged.path());
            }
        }
        return FileTree.of(files);
    }

    private static Set<String> lines(FileTree tree, String side) {
        var lines = new HashSet<String>();
        tree.files().values().forEach(file -> lines.addAll(lines(file, side)));
        return lines;
    }

    private static Set<String> lines(@Nullable TreeFile file, String side) {
        return new HashSet<>(Stream.ofNullable(file)
                .flatMap(one -> one.text().stream())
                .flatMap(String::lines)
                .filter(line -> line.matches(side + " \\d+"))
                .toList());
    }

    private static String markers(@Nullable TreeFile file) {
        var markers = new StringBuilder();
        Stream.ofNullable(file)
                .flatMap(one -> one.text().stream())
                .flatMap(String::lines)
                .filter(line -> line.matches("([<|>])\\1{6} .*|={7}"))
                .forEach(line -> markers.append(line.charAt(0)));
        return markers.toString();
    }
}
