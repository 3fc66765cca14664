package dev.milepost.templates.manifests;

import static dev.milepost.templates.manifests.ManifestTexts.GOLDEN_PATH;
import static dev.milepost.templates.manifests.ManifestTexts.MODULE;
import static dev.milepost.templates.manifests.ManifestTexts.read;
import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.GoldenPath.ModuleRange;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Migration.Kind;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.manifests.ModuleManifest.OwnedFiles;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import dev.milepost.templates.manifests.PolicyHook.Requirement;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

    @Test
    void readsAGoldenPath() {
        var read = (GoldenPath) read(GOLDEN_PATH);

        assertThat(read.metadata().owner()).isEqualTo("group:default/platform");
        assertThat(read.version()).hasToString("2.3.1");
        assertThat(read.modules())
                .containsExactly(new ModuleRange("quarkus-skeleton", "^2.1"), new ModuleRange("deploy-helm", "~1.4"));
        assertThat(read.parameters().byName()).containsOnlyKeys("name", "region");
        assertThat(read.parameters().renames()).isEqualTo(Map.of("component", "name"));
        assertThat(read.parameters().retired()).containsExactly("cluster");
        assertThat(read.policies())
                .isEqualTo(Map.of(PolicyHook.IMAGE_SCAN, Requirement.REQUIRED, PolicyHook.SCA, Requirement.OPTIONAL));
        assertThat(read.roadmap()).containsExactly(new RoadmapItem("Java 25", "spring"));
        assertThat(read.support())
                .isEqualTo(new Support(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 7, 1), "quarkus-service@3"));
        assertThat(read.timeSaved()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void readsAModule() {
        var read = (ModuleManifest) read(MODULE);

        assertThat(read.metadata().owner()).isEqualTo("user:default/jane");
        assertThat(read.phase()).isEqualTo(Phase.DEPLOY);
        assertThat(read.requires())
                .containsExactly(new ModuleSelector(null, "image", ">=1 <3"), new ModuleSelector("base", null, "*"));
        assertThat(read.parameters().byName()).containsOnlyKeys("replicas");
        assertThat(read.skeleton()).isNotNull().satisfies(skeleton -> {
            assertThat(skeleton.targetPath()).isEqualTo("deploy");
            assertThat(skeleton.copyWithoutTemplating()).containsExactly("templates/**");
        });
        assertThat(read.steps()).hasSize(2);
        assertThat(read.files())
                .containsExactly(
                        new OwnedFiles("deploy/values.yaml", Behaviour.SEED),
                        new OwnedFiles("deploy/**", Behaviour.MANAGED));
        assertThat(read.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.kind()).isEqualTo(Kind.MOVE);
            assertThat(migration.arguments()).hasToString("{\"path\":\"chart\",\"to\":\"deploy\"}");
        });
    }

    @Test
    void acceptsCustomMembers() {
        var read = read(GOLDEN_PATH
                .replace(
                        "owner: Platform",
                        "owner: Platform, x-cost: 7, annotations: {a/b: c}, labels: {l: m}, links: [{url: u}]")
                .replace("type: service", "type: service\n  x-mine: {a: 1}"));

        assertThat(read.document().at("/spec/x-mine/a").asInt()).isEqualTo(1);
    }

    @Test
    void hasSameDigestForSameContent() {
        var json = ManifestReader.read(
                read(MODULE).document().toString().getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
        var files = FileTree.of(Map.of("a", TreeFile.text("b")));

        assertThat(ManifestReader.digest(json, files))
                .startsWith("sha256:")
                .isEqualTo(ManifestReader.digest(read("# why\n" + MODULE), files))
                .isNotEqualTo(ManifestReader.digest(json, FileTree.EMPTY))
                .isNotEqualTo(ManifestReader.digest(read(MODULE.replace("a probe", "two probes")), files));
    }

    @Test
    void checksFilesAgainstManifest() {
        var files = FileTree.of(Map.of("a", TreeFile.text("b")));
        var bare = read(MODULE.replaceAll("(?m)^  skeleton:.*\n", ""));

        ManifestReader.check(read(MODULE), files);
        ManifestReader.check(bare, FileTree.EMPTY);
        assertProblem(ProblemType.INVALID_MANIFEST, () -> ManifestReader.check(bare, files));
        assertProblem(ProblemType.INVALID_MANIFEST, () -> ManifestReader.check(read(MODULE), FileTree.EMPTY));
        assertProblem(ProblemType.INVALID_MANIFEST, () -> ManifestReader.check(read(GOLDEN_PATH), files));
    }
}
