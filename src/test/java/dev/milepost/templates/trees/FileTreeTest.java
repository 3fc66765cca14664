package dev.milepost.templates.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {

    private static final TreeFile FILE = TreeFile.text("content");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../up",
                "a/../../up",
                "a/./b",
                "a//b",
                "a/",
                ".git/config",
                "sub/.GIT/hooks/post-checkout",
                ".git./config",
                ".git /config",
                "GIT~1/config",
                ".g\u200Cit/config",
                "a\\..\\b",
                "line\nfeed",
                "nul\0",
                "del\u007F",
                "half\uD800character"
            })
    void refusesPathTraversalAndInvalidNames(String path) {
        assertThatThrownBy(() -> FileTree.of(Map.of(path, FILE)))
                .isInstanceOf(InvalidTree.class)
                .asInstanceOf(type(InvalidTree.class))
                .satisfies(fault -> assertThat(fault.status()).isEqualTo(422))
                .extracting(InvalidTree::faults)
                .satisfies(
                        faults -> assertThat(faults).extracting(Fault::pointer).containsExactly(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b/c.txt",
                "...",
                ".github/workflows/ci.yaml",
                ".gitignore",
                "a/.gitkeep",
                "grüße/𝄞.md",
                "..a/b..",
                "C:file",
                "${{ values.name }}/x"
            })
    void acceptsOtherNames(String path) {
        assertThat(FileTree.of(Map.of(path, FILE)).find(path)).contains(FILE);
    }

    @Test
    void refusesTooLongPath() {
        assertThat(FileTree.of(Map.of("x".repeat(1_024), FILE)).files()).hasSize(1);
        assertThatThrownBy(() -> FileTree.of(Map.of("x".repeat(1_025), FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessageContaining("longer than 1024");
    }

    @Test
    void refusesManyFolders() {
        assertThat(FileTree.of(Map.of("a/".repeat(30) + "b", FILE)).files()).hasSize(1);
        assertThatThrownBy(() -> FileTree.of(Map.of("a/".repeat(31) + "b", FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessageContaining("more than 30 folders");
    }

    @Test
    void refusesManyCombiningMarksInARow() {
        var marks = "\u0301\u0323".repeat(15);
        assertThat(FileTree.of(Map.of("a" + marks + "/b" + marks, FILE)).files())
                .hasSize(1);
        assertThatThrownBy(() -> FileTree.of(Map.of("a" + marks + "\u0301", FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessageContaining("more than 30 combining marks in a row");
    }

    /** Normalizing takes time quadratic in the number of marks: half a minute for these. */
    @Test
    void normalizesNoInvalidPath() {
        var marks = "\u0301\u0323".repeat(300_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> FileTree.of(Map.of("a" + marks, FILE)))
                        .isInstanceOf(InvalidTree.class));
    }

    @Test
    void refusesFileBelowFile() {
        assertThatThrownBy(() -> FileTree.of(Map.of("a", FILE, "a/b/c", FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessage("'a/b/c': 'a' is a file and cannot contain other files");
    }

    @Test
    void refusesPathsDifferingOnlyByCase() {
        assertThatThrownBy(() -> FileTree.of(Map.of("README.md", FILE, "readme.md", FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessageContaining("'readme.md': it differs from 'README.md' only in case");
        assertThatThrownBy(() -> FileTree.of(Map.of("Docs", FILE, "docs/a.md", FILE)))
                .isInstanceOf(InvalidTree.class)
                .hasMessageContaining("'Docs' is a file");
        assertThatThrownBy(() -> FileTree.of(Map.of("caf\u00E9", FILE, "cafe\u0301", FILE)))
                .isInstanceOf(InvalidTree.class);
        assertThat(FileTree.of(Map.of("Docs/a.md", FILE, "docs/b.md", FILE)).files())
                .hasSize(2);
    }

    @Test
    void reportsEveryInvalidPath() {
        assertThatThrownBy(() -> FileTree.of(Map.of("../a", FILE, "/b", FILE, "c", FILE)))
                .asInstanceOf(type(InvalidTree.class))
                .extracting(InvalidTree::faults)
                .satisfies(
                        faults -> assertThat(faults).extracting(Fault::pointer).containsExactly("../a", "/b"));
    }

    @Test
    void digestsPathsModesAndContents() {
        var tree = FileTree.of(Map.of("a", FILE, "b", TreeFile.text("x")));

        assertThat(tree.digest())
                .startsWith("sha256:")
                .isEqualTo(FileTree.of(new HashMap<>(tree.files())).digest())
                .isNotEqualTo(
                        FileTree.of(Map.of("a", FILE, "c", TreeFile.text("x"))).digest())
                .isNotEqualTo(
                        FileTree.of(Map.of("a", FILE, "b", TreeFile.text("y"))).digest())
                .isNotEqualTo(
                        FileTree.of(Map.of("a", FILE, "b", executable("x"))).digest());
        assertThat(FileTree.of(Map.of("a", TreeFile.text("b"))).digest())
                .isNotEqualTo(FileTree.of(Map.of("ab", TreeFile.text(""))).digest());
    }

    @Test
    void ordersPaths() {
        var backwards = new TreeMap<String, TreeFile>(Comparator.reverseOrder());
        backwards.put("a", FILE);
        backwards.put("b", TreeFile.text("x"));

        var tree = new FileTree(backwards);

        assertThat(tree.files().firstKey()).isEqualTo("a");
        assertThat(tree.digest()).isEqualTo(FileTree.of(Map.copyOf(backwards)).digest());
    }

    @Test
    void isImmutable() {
        var bytes = "content".getBytes(StandardCharsets.UTF_8);
        var file = TreeFile.of(bytes, false);
        bytes[0] = 'X';
        file.content()[0] = 'Y';

        assertThat(file).isEqualTo(FILE).hasSameHashCodeAs(FILE);
        assertThatThrownBy(() -> FileTree.of(Map.of("a", FILE)).files().put("b", FILE))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void distinguishesTextFromBinary() {
        assertThat(TreeFile.text("grüße").text()).contains("grüße");
        assertThat(TreeFile.of(new byte[] {'a', 0, 'b'}, false).text()).isEmpty();
        assertThat(TreeFile.of(new byte[] {(byte) 0xFF, 'b'}, false).text()).isEmpty();
        assertThat(executable("x")).isNotEqualTo(TreeFile.text("x"));
    }

    private static TreeFile executable(String text) {
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), true);
    }
}
