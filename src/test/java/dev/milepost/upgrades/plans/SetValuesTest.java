package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.plans.ModuleUpgradePath.ModuleMigration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.semver4j.Semver;

class SetValuesTest {

    @Test
    void setsValuesOfAllFilesThatAGlobNames() {
        var migrations = List.of(set("*.json", "/a"), set("b.json", "/b"), set("*.json", "/a"));

        var values = values(Map.of("a.json", "{\"c\": 1}", "b.json", "{\"c\": 1}"), migrations);

        assertThat(migrations)
                .allSatisfy(migration -> assertThat(values.result(migration))
                        .hasValueSatisfying(result -> assertThat(result.done()).isTrue()));
        assertThat(values.theirs().find("b.json").flatMap(TreeFile::text))
                .contains("{\"c\": 1, \"a\": \"v\", \"b\": \"v\"}");
    }

    /** Of files that are parsed, that are only decoded, and of paths. */
    @ParameterizedTest
    @CsvSource({"400000, .json", "400000, .txt", "1, .txt"})
    void leavesTooManyValuesToPeople(int size, String suffix) {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < 100; i++) {
            files.put("n".repeat(1_000) + i + suffix, "x".repeat(size));
        }
        var migrations = IntStream.range(0, 10)
                .mapToObj(i -> set("?".repeat(1_000) + "*", "/a"))
                .toList();

        var last = values(files, migrations).result(migrations.get(9)).orElseThrow();

        assertThat(last.done()).isFalse();
        assertThat(last.detail()).contains("too many");
    }

    /** The results of thousands of migrations are found without comparing each with each. */
    @Test
    void findsTheResultOfEachMigration() {
        var migrations =
                IntStream.range(0, 20_000).mapToObj(i -> set("none/" + i, "/a")).toList();
        var values = values(Map.of(), migrations);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(migrations)
                        .allSatisfy(migration ->
                                assertThat(values.result(migration)).isPresent()));
    }

    private static SetValues values(Map<String, String> texts, List<ModuleMigration> migrations) {
        var files = new TreeMap<String, TreeFile>();
        texts.forEach((path, text) -> files.put(path, TreeFile.text(text)));
        var tree = FileTree.of(files);
        return SetValues.of(
                FileMoves.of(tree, tree, tree, migrations, path -> false), migrations, path -> Behaviour.MERGE);
    }

    private static ModuleMigration set(String path, String pointer) {
        var arguments = JsonNodeFactory.instance.objectNode().put("path", path).put("pointer", pointer);
        return new ModuleMigration(
                "m",
                new Semver("1.1.0"),
                new Semver("1.1.0"),
                new Migration("*", Migration.Kind.SET, "It is set.", arguments.put("value", "v")));
    }
}
