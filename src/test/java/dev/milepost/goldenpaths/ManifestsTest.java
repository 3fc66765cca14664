package dev.milepost.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.trees.FileTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

    private static final TemplatesFolder TEMPLATES = TemplatesFolder.read();

    static Stream<Path> folders() {
        return Stream.of("golden-paths", "modules").flatMap(TemplatesFolder::folders);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isNamedAsItsFolders(Path folder) {
        var manifest = TemplatesFolder.manifest(folder);

        assertThat(folder).endsWith(Path.of(manifest.name(), manifest.version().getVersion()));
    }

    @Test
    void declaresTheFilesThatThereAre() {
        TEMPLATES.modules().forEach(module -> ManifestReader.check(module.manifest(), module.skeleton()));
        TEMPLATES.goldenPaths().forEach(path -> ManifestReader.check(path, FileTree.EMPTY));
    }

    @Test
    void hasTwoVersionsOfEachGoldenPath() {
        var versions = TEMPLATES.goldenPaths().stream().collect(Collectors.groupingBy(GoldenPath::name));

        assertThat(versions)
                .containsOnlyKeys("quarkus-service", "spring-boot-service", "node-service", "ml-model-service");
        assertThat(versions.values()).allSatisfy(there -> assertThat(there).hasSize(2));
    }

    /** Images, packages and workflows are found by the tools that an organisation has set up. */
    @Test
    void namesNoHostOfARegistry() {
        var hosts = List.of("registry.");

        for (var file : TemplatesFolder.tree(TemplatesFolder.ROOT).files().entrySet()) {
            var text = Objects.requireNonNull(file.getValue().text().orElse(null), file.getKey());
            assertThat(text.toLowerCase(Locale.ROOT)).as(file.getKey()).doesNotContain(hosts);
        }
    }
}
