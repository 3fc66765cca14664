package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file of a few megabytes can have millions of lines, each of which takes many times its characters. */
class MergeMemoryTest {

    private static final int MIB = 1 << 20;

    private static FileTree lines(String first) {
        return FileTree.of(Map.of("a.txt", TreeFile.text(first + "\n".repeat(4 * MIB))));
    }

    @Test
    void mergesNoFileOfTooManyLines() {
        var theirs = lines("theirs");

        var merged = TreeMerge.merge(lines("base"), lines("target"), theirs, path -> Behaviour.MERGE);

        assertThat(merged).singleElement().satisfies(file -> {
            assertThat(file.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(file.result()).isEqualTo(theirs.files().get("a.txt"));
            assertThat(file.detail()).startsWith("The file has too many lines to be merged.");
        });
    }

    @Test
    void describesNoDriftOfTooManyLines() {
        var merged = TreeMerge.merge(lines("base"), lines("target"), lines("theirs"), path -> Behaviour.MANAGED);

        assertThat(merged).singleElement().satisfies(file -> {
            assertThat(file.outcome()).isEqualTo(Outcome.DRIFTED);
            assertThat(file.detail()).contains("replaces the service's content of");
        });
    }

    @Test
    void mergesAnOrdinaryFile() {
        assertThat(MergeMemory.fitsByLine("line\n".repeat(10_000), "line\n".repeat(10_000), ""))
                .isTrue();
        assertThat(MergeMemory.fitsByKey(new ThreeWayTexts("a: 1\n".repeat(1_000), "", "")))
                .isTrue();
    }

    /** A value in JSON can be one character, and is hundreds of bytes of a parser's and a merge's objects. */
    @Test
    void mergesNoFileOfTooManyValuesByKey() {
        var most = MIB / 2 - 1;

        assertThat(MergeMemory.fitsByKey(new ThreeWayTexts("1,".repeat(most), "", "")))
                .isFalse();
    }
}
