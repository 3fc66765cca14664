package dev.milepost.upgrades.merging;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.templates.trees.TreeFile;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenamesTest {

    private static final TreeFile LICENCE = TreeFile.text("The same text in many files. ".repeat(5));
    private static final TreeFile SMALL = TreeFile.text("small");

    @Test
    void findsEqualFilesByNameThenInOrder() {
        var gone = Map.of("a/LICENSE", LICENCE, "b/COPYING", LICENCE, "c/x", SMALL, "d/y", SMALL, "e/LICENSE", LICENCE);
        var come = Map.of("k/A", LICENCE, "l/LICENSE", LICENCE, "m/B", LICENCE, "n/x", SMALL, "o/z", SMALL);

        assertThat(Renames.find(gone, come))
                .isEqualTo(Map.of("a/LICENSE", "l/LICENSE", "b/COPYING", "k/A", "e/LICENSE", "m/B", "c/x", "n/x"));
    }

    /** Comparing each with each would compare 400 million paths that begin alike. */
    @Test
    void findsManyEqualFiles() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(Renames.find(files("a"), files("b"))).hasSize(20_000));
    }

    private static Map<String, TreeFile> files(String name) {
        var folder = "f".repeat(900);
        return IntStream.range(0, 20_000).boxed().collect(toMap(i -> folder + "/" + name + i, i -> LICENCE));
    }
}
