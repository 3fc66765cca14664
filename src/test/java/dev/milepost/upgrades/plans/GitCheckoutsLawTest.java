package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.merging.RandomTrees;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class GitCheckoutsLawTest {

    @TempDir
    Path folder;

    /** A law: git takes the patch, the tar equals it, and no line of the service is lost. */
    @Seeds(bounded = 15, all = 200)
    void losesNothingOfService(long seed) {
        var trees = new RandomTrees(seed);
        var base = trees.tree();
        var target = trees.changed(base, "template");
        var git = GitCheckout.of(folder, trees.changed(base, "service"));
        var theirs = FileTree.of(git.plain());
        // A service without any file of the golden path is refused.
        assumeTrue(base.files().keySet().stream().anyMatch(theirs.files()::containsKey));

        var merged = MergedCheckouts.merged(git, base, target, List.of());
        var after = MergedCheckouts.assertApplies(git, merged);

        var kept = MergedCheckouts.lines(after);
        for (var line : MergedCheckouts.lines(theirs)) {
            if (line.startsWith("service ")) {
                assertThat(kept).contains(line);
            }
        }
    }
}
