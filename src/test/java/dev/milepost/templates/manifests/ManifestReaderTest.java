package dev.milepost.templates.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.templates.manifests.GoldenPath.ModuleRange;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import dev.milepost.templates.manifests.TemplateModule.Migration.Kind;
import dev.milepost.templates.manifests.TemplateModule.ModuleSelector;
import dev.milepost.templates.manifests.TemplateModule.OwnedFiles;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    private static final String GOLDEN_PATH = """
            apiVersion: milepost.dev/v1
            kind: GoldenPath
            metadata: {name: quarkus-service, title: Quarkus service, owner: Platform, version: 2.3.1, tags: [java, recommended]}
            spec:
              type: service
              lifecycle: production
              changelog: {added: [a chart]}
              modules: [{module: quarkus-skeleton, range: "^2.1"}, {module: deploy-helm, range: "~1.4"}]
              parameters:
                - title: Service
                  required: [name]
                  properties:
                    name: {type: string, renamedFrom: component}
                - title: Place
                  properties: {region: {type: string}}
              retired: [cluster]
              policies: {image-scan: required, sca: optional}
              roadmap: [{title: Java 25, target: spring}]
              support: {deprecatedFrom: 2027-01-01, endOfLife: 2027-07-01, supersededBy: quarkus-service@3}
              timeSaved: PT4H
            """;
    private static final String MODULE = """
            apiVersion: milepost.dev/v1
            kind: Module
            metadata: {name: deploy-helm, owner: user:default/Jane, version: 1.4.0-rc.1}
            spec:
              phase: deploy
              changelog: {fixed: [a probe]}
              requires: [{capability: image, range: ">=1 <3"}, {module: base}]
              provides: [{capability: chart, version: 1.0.0}]
              conflicts: [{module: deploy-kustomize}]
              parameters: {title: Chart, properties: {replicas: {type: integer}}}
              skeleton: {targetPath: deploy, values: {name: "${{ parameters.name }}"}, copyWithoutTemplating: ["templates/**"]}
              steps: [{id: fetch, action: "fetch:plain", input: {url: ./x}}, {action: "debug:log"}]
              files: [{path: "deploy/values.yaml", behaviour: seed}, {path: "deploy/**", behaviour: managed}]
              migrations: [{from: "<1.4.0", kind: move, text: it has moved, path: chart, to: deploy}]
            """;

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
                .isEqualTo(Map.of(
                        PolicyHook.IMAGE_SCAN, HookRequirement.REQUIRED, PolicyHook.SCA, HookRequirement.OPTIONAL));
        assertThat(read.roadmap()).containsExactly(new RoadmapItem("Java 25", "spring"));
        assertThat(read.support())
                .isEqualTo(new Support(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 7, 1), "quarkus-service@3"));
        assertThat(read.timeSaved()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void readsAModule() {
        var read = (TemplateModule) read(MODULE);

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
    void takesMembersOfOnesOwn() {
        var read = read(GOLDEN_PATH
                .replace(
                        "owner: Platform",
                        "owner: Platform, x-cost: 7, annotations: {a/b: c}, labels: {l: m}, links: [{url: u}]")
                .replace("type: service", "type: service\n  x-mine: {a: 1}"));

        assertThat(read.document().at("/spec/x-mine/a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: GoldenPath | kind: Golden | /kind",
                "apiVersion: milepost.dev/v1 | apiVersion: milepost.dev/v2 | /apiVersion",
                "version: 2.3.1 | version: 2.3 | /metadata/version",
                "version: 2.3.1 | version: v2.3.1 | /metadata/version",
                "version: 2.3.1 | version: 02.3.1 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1+build | /metadata/version",
                "version: 2.3.1 | version: 99999999999.0.0 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1-rc.9999999999 | /metadata/version",
                "version: 2.3.1 | version: 2.3.1-rc.- | /metadata/version",
                "version: 2.3.1, | | /metadata/version",
                "name: quarkus-service | name: Quarkus | /metadata/name",
                "name: quarkus-service | name: quarkus-v2 | /metadata/name",
                "name: quarkus-service | name: ../x | /metadata/name",
                "owner: Platform | owner: component:default/x | /metadata/owner",
                "owner: Platform | owner: 'group:a b/c' | /metadata/owner",
                "owner: Platform | ownr: Platform | /metadata/ownr",
                "tags: [java | tags: [Java | /metadata/tags/0",
                "timeSaved: | timesaved: | /spec/timesaved",
                "timeSaved: PT4H | timeSaved: PT0H | /spec/timeSaved",
                "timeSaved: PT4H | timeSaved: PT99999999999999999999H | /spec/timeSaved",
                "changelog: {added: [a chart]} | changelog: {} | /spec/changelog",
                "changelog: {added: [a chart]} | changelog: {added: []} | /spec/changelog",
                "range: `^2.1` | range: `latest` | /spec/modules/0/range",
                "range: \"^2.1\" | range: \"^2.1 <3\" | /spec/modules/0/range",
                "range: \"^2.1\" | rang: \"^2.1\" | /spec/modules/0/rang",
                "module: deploy-helm | module: quarkus-skeleton | /spec/modules/1/module",
                "image-scan: required | image-scan: maybe | /spec/policies/image-scan",
                "image-scan: required | imagescan: required | /spec/policies/imagescan",
                "endOfLife: 2027-07-01 | endOfLife: 2026-07-01 | /spec/support/endOfLife",
                "endOfLife: 2027-07-01 | endOfLife: 2027-02-30 | /spec/support/endOfLife",
                "region: {type: string} | region: {type: text} | /spec/parameters/1/properties/region/type",
                "region: {type: string} | name: {type: string} | /spec/parameters/1/properties/name",
                "region: {type: string} | region: {$ref: 'https://x/y'} | /spec/parameters/1/properties/region/$ref",
                "title: Place | type: array | /spec/parameters/1/type",
                "renamedFrom: component | renamedFrom: region | /spec/parameters/0/properties/name/renamedFrom",
                "renamedFrom: component | renamedFrom: 7 | /spec/parameters/0/properties/name/renamedFrom",
                "retired: [cluster] | retired: [region] | /spec/retired/0",
                "retired: [cluster] | retired: [component] | /spec/retired/0",
                "title: Quarkus service | title: \"a\\0b\" | /metadata/title",
            })
    void pointsAtWhatIsWrongWithAGoldenPath(String right, String wrong, String pointer) {
        var text = GOLDEN_PATH.replace(right.replace('`', '"'), wrong == null ? "" : wrong.replace('`', '"'));
        assertThat(text).isNotEqualTo(GOLDEN_PATH);

        assertThat(faults(text)).extracting(Fault::pointer).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "phase: deploy | phase: test | /spec/phase",
                "{module: base} | {} | /spec/requires/1",
                "{module: base} | {module: base, capability: x} | /spec/requires/1",
                "{module: base} | {module: deploy-helm} | /spec/requires/1/module",
                "{module: base} | {module: base, range: ^0} | /spec/requires/1/range",
                "version: 1.0.0}] | version: 1.0} ] | /spec/provides/0/version",
                "targetPath: deploy | targetPath: ../x | /spec/skeleton/targetPath",
                "targetPath: deploy | targetPath: /etc | /spec/skeleton/targetPath",
                "templates/** | ../** | /spec/skeleton/copyWithoutTemplating/0",
                "deploy/values.yaml | 'deploy/[' | /spec/files/0/path",
                "behaviour: seed | behaviour: mine | /spec/files/0/behaviour",
                "{action: \"debug:log\"} | {id: fetch, action: a} | /spec/steps/1/id",
                "{action: \"debug:log\"} | {name: a} | /spec/steps/1/action",
                "path: chart, to: deploy | path: chart | /spec/migrations/0/to",
                "path: chart, to: deploy | path: chart, to: ../up | /spec/migrations/0/to",
                "kind: move | kind: recipe | /spec/migrations/0/recipe",
            })
    void pointsAtWhatIsWrongWithAModule(String right, String wrong, String pointer) {
        var text = MODULE.replace(right, wrong);
        assertThat(text).isNotEqualTo(MODULE);

        assertThat(faults(text)).extracting(Fault::pointer).contains(pointer);
    }

    @Test
    void saysOneThingOnceInWordsOfTheAuthor() {
        assertThat(faults(MODULE.replace("{module: base}", "{}")))
                .containsExactly(new Fault("/spec/requires/1", "must name either a module or a capability"));
        assertThat(faults(MODULE.replace("version: 1.4.0-rc.1", "version: one")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail())
                        .startsWith("must be a version of Semantic Versioning 2.0 without build metadata, such as"));
        assertThat(faults(MODULE.replace("phase: deploy", "phase: test")))
                .containsExactly(new Fault("/spec/phase", "must be one of scaffold, build, deploy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n---\n", "a: 1\n---\nb: 2\n", "a: [", "a: *b", "{a: 1, a: 2}", "\"\\ud800"})
    void refusesWhatIsNoDocument(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableManifest.class);
    }

    @Test
    void refusesJsonThatIsNotUtf8() {
        var json = read(MODULE).document().toString();

        assertThatThrownBy(() -> ManifestReader.read(json.getBytes(StandardCharsets.UTF_16BE), DocumentFormat.JSON))
                .isInstanceOf(UnreadableManifest.class);
        assertThatThrownBy(() -> ManifestReader.read(new byte[] {'"', (byte) 0xC3, '"'}, DocumentFormat.JSON))
                .isInstanceOf(UnreadableManifest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[]",
                "text",
                "{}",
                "{kind: 7}",
                "{kind: Module}",
                "{kind: GoldenPath, metadata: [], spec: 1}"
            })
    void refusesWhatIsNoManifest(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void refusesABomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%1$d: &a%1$d [%2$s]\n"
                    .formatted(i, "*a%d, ".formatted(i - 1).repeat(10)));
        }

        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(UnreadableManifest.class);
        assertThatThrownBy(() -> read("a: " + "[".repeat(5_000))).isInstanceOf(UnreadableManifest.class);
        assertThatThrownBy(() -> read("a: \"" + "x".repeat(ManifestReader.MAX_BYTES)))
                .isInstanceOf(TooLargeManifest.class);
    }

    @Test
    void refusesTheSmallBombThatIsLargeWhenWritten() {
        var text = MODULE.replace(
                "steps: [",
                "x-a: &a [%s]\n  x-b: [%s]\n  steps: [".formatted("xxxxxxxxxx, ".repeat(1_000), "*a, ".repeat(1_000)));

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableManifest.class)
                .hasMessageContaining("aliases");
    }

    @Test
    void givesTheSameContentTheSameDigest() {
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
    void holdsFilesAgainstWhatIsDeclaredOfThem() {
        var files = FileTree.of(Map.of("a", TreeFile.text("b")));
        var bare = read(MODULE.replaceAll("(?m)^  skeleton:.*\n", ""));

        ManifestReader.check(read(MODULE), files);
        ManifestReader.check(bare, FileTree.EMPTY);
        assertThatThrownBy(() -> ManifestReader.check(bare, files)).isInstanceOf(InvalidManifest.class);
        assertThatThrownBy(() -> ManifestReader.check(read(MODULE), FileTree.EMPTY))
                .isInstanceOf(InvalidManifest.class);
        assertThatThrownBy(() -> ManifestReader.check(read(GOLDEN_PATH), files)).isInstanceOf(InvalidManifest.class);
    }

    private static Manifest read(String text) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    private static List<Fault> faults(String text) {
        return catchThrowableOfType(InvalidManifest.class, () -> read(text)).faults();
    }
}
