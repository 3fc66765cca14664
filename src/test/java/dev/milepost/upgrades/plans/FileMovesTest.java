package dev.milepost.upgrades.plans;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

class FileMovesTest {

    @Test
    void movesGeneratedFilesInBothTrees() {
        var moves = FileMoves.of(
                tree("a", "1", "b", "2"), tree("a", "mine", "b", "2", "c", "3"), List.of(move("a", "d/a")));

        assertThat(moves.base()).isEqualTo(tree("d/a", "1", "b", "2"));
        assertThat(moves.theirs()).isEqualTo(tree("d/a", "mine", "b", "2", "c", "3"));
        assertThat(moves.movedFrom()).isEqualTo(Map.of("d/a", "a"));
        assertThat(moves.done()).hasSize(1);
    }

    @Test
    void movesFoldersWithoutOwnFiles() {
        var moves = FileMoves.of(tree("f/a", "1"), tree("f/a", "1", "f/own", "x"), List.of(move("f", "g")));

        assertThat(moves.theirs()).isEqualTo(tree("g/a", "1", "f/own", "x"));
    }

    @Test
    void followsRepeatedMoves() {
        var moves = FileMoves.of(tree("a", "1"), tree("a", "2"), List.of(move("a", "b"), move("b", "c")));

        assertThat(moves.theirs()).isEqualTo(tree("c", "2"));
        assertThat(moves.movedFrom()).isEqualTo(Map.of("c", "a"));
        assertThat(moves.done()).hasSize(2);
    }

    @Test
    void keepsFileWhenTargetExists() {
        var taken = FileMoves.of(tree("a", "1"), tree("a", "1", "b", "own"), List.of(move("a", "b")));
        var beneath = FileMoves.of(tree("a", "1"), tree("a", "1", "b", "own"), List.of(move("a", "b/c")));

        assertThat(taken.theirs()).isEqualTo(tree("a", "1", "b", "own"));
        assertThat(taken.base()).isEqualTo(tree("a", "1"));
        assertThat(taken.done()).isEmpty();
        assertThat(beneath.theirs()).isEqualTo(tree("a", "1", "b", "own"));
        assertThat(beneath.done()).isEmpty();
    }

    @Test
    void movesOnlyBaseOfDeletedFile() {
        var moves = FileMoves.of(tree("a", "1"), FileTree.EMPTY, List.of(move("a", "b")));

        assertThat(moves.base()).isEqualTo(tree("b", "1"));
        assertThat(moves.movedFrom()).isEmpty();
        assertThat(moves.done()).isEmpty();
    }

    @Test
    void refusesMovesWithoutEnd() {
        var base = tree("a", "1", "b/c", "2");
        var between = Collections.nCopies(5_000, List.of(move("a", "d"), move("d", "a"))).stream()
                .flatMap(List::stream)
                .toList();
        var occupied = Collections.nCopies(10_000, move("a", "b/c/d"));

        for (var migrations : List.of(between, occupied)) {
            assertProblem(ProblemType.NO_UPGRADE, () -> FileMoves.of(base, base, migrations))
                    .hasMessageContaining("in between");
        }
    }

    private static ModuleUpgradePath.ModuleMigration move(String path, String to) {
        var arguments = JsonNodeFactory.instance.objectNode().put("path", path).put("to", to);
        return new ModuleUpgradePath.ModuleMigration(
                "m",
                new Semver("1.1.0"),
                new Semver("1.1.0"),
                new Migration("*", Migration.Kind.MOVE, "It has moved.", arguments));
    }

    private static FileTree tree(String... pathsAndTexts) {
        var files = new HashMap<String, TreeFile>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], TreeFile.text(pathsAndTexts[i + 1]));
        }
        return FileTree.of(files);
    }
}
