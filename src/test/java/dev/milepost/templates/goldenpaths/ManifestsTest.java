package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.trees.FileTree;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {

    /** In addresses and in what images are made from. */
    private static final Pattern HOST = Pattern.compile("(?:https?://|FROM )([a-z0-9-]+(?:[.][a-z0-9-]+)+)[/:]");

    /** Of namespaces in XML, and of examples. */
    private static final Set<String> HOSTS = Set.of("maven.apache.org", "www.w3.org", "fraud.example.com");

    private static final ProjectTemplates TEMPLATES = ProjectTemplates.read();

    static Stream<Path> folders() {
        return Stream.of("golden-paths", "modules").flatMap(ProjectTemplates::folders);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void matchesFolderName(Path folder) {
        var manifest = ProjectTemplates.manifest(folder);

        assertThat(folder).endsWith(Path.of(manifest.name(), manifest.version().getVersion()));
    }

    @Test
    void declaresExistingFiles() {
        TEMPLATES.modules().forEach(module -> ManifestReader.check(module.manifest(), module.skeleton()));
        TEMPLATES.goldenPaths().forEach(path -> ManifestReader.check(path, FileTree.EMPTY));
    }

    @Test
    void hasTwoVersionsPerGoldenPath() {
        var versions = TEMPLATES.goldenPaths().stream().collect(Collectors.groupingBy(GoldenPath::name));

        assertThat(versions)
                .containsOnlyKeys("quarkus-service", "spring-boot-service", "node-service", "ml-model-service");
        assertThat(versions.values()).allSatisfy(there -> assertThat(there).hasSize(2));
    }

    /** Images and packages are found where an organisation has set its tools to look. */
    @Test
    void namesNoPackageRegistry() {
        for (var file : ProjectTemplates.tree(ProjectTemplates.ROOT).files().entrySet()) {
            var text = file.getValue().text().orElseThrow();
            var hosts = HOST.matcher(text).results().map(found -> found.group(1));
            assertThat(hosts).as(file.getKey()).isSubsetOf(HOSTS);
        }
    }
}
