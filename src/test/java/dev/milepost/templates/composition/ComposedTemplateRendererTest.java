package dev.milepost.templates.composition;

import static dev.milepost.testing.Problems.assertProblem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a golden path makes, and whose they are. */
class ComposedTemplateRendererTest {

    private static final Renderer RENDERER = new Renderer();

    private static final String CODE = """
            parameters:
              - title: Service
                properties:
                  name: {type: string}
                  package: {type: string, default: com.example}
                  size: {type: object, properties: {replicas: {type: integer, default: 2}}}
                  token: {type: string, format: password}
            skeleton:
              targetPath: .
              values:
                name: ${{ parameters.name }}
                folder: ${{ parameters.package | replace(".", "/") }}
                replicas: ${{ parameters.size.replicas }}
                token: ${{ parameters.token }}
            files:
              - {path: "src/main/resources/**", behaviour: merge}
              - {path: "src/**", behaviour: seed}
              - {path: "*.{yaml,yml}", behaviour: managed}
            """;

    private static final ResolvedModule PART = ModuleFixtures.part(
            "code",
            "scaffold",
            CODE,
            Map.of(
                    "src/main/java/${{ values.folder }}/Main.java",
                            "class Main { int replicas = ${{ values.replicas }}; }",
                    "src/main/resources/app.txt", "${{ values.name }} ${{ values.token }}",
                    "catalog-info.yaml",
                            "${{ values.milepost.template.name }}@${{ values.milepost.template.version }} ${{ values.milepost.correlationId }} ${{ values.milepost.policies.sbom }}",
                    "README.md", "# ${{ values.name }}"));

    @Test
    void rendersWithDefaultsAndContext() {
        var rendered = ComposedTemplateRenderer.render(
                ModuleFixtures.of(PART).assemble("policies: {sbom: required}"),
                named().put("token", "hunter2"),
                "task-1",
                RENDERER);

        assertThat(text(rendered, "src/main/java/com/example/Main.java")).isEqualTo("class Main { int replicas = 2; }");
        assertThat(text(rendered, "catalog-info.yaml")).isEqualTo("made-service@1.2.0 task-1 required");
        assertThat(text(rendered, "src/main/resources/app.txt")).isEqualTo("payments ");
        assertThat(rendered.files().toString()).doesNotContain("hunter2");
    }

    @Test
    void assignsFilesToModules() {
        var rendered = ComposedTemplateRenderer.render(ModuleFixtures.of(PART).assemble(""), named(), RENDERER);

        assertThat(rendered.origins().get("src/main/java/com/example/Main.java"))
                .isEqualTo(new Origin("code", "src/main/java/${{ values.folder }}/Main.java", Behaviour.SEED));
        assertThat(rendered.behaviour("src/main/resources/app.txt")).isEqualTo(Behaviour.MERGE);
        assertThat(rendered.behaviour("catalog-info.yaml")).isEqualTo(Behaviour.MANAGED);
        assertThat(rendered.behaviour("README.md")).isEqualTo(Behaviour.MERGE);
        assertThat(rendered.origins().keySet())
                .isEqualTo(rendered.files().files().keySet());
    }

    @Test
    void followsStepsThatRenameAndDeleteFiles() {
        var steps = ModuleFixtures.part("moves", "build", """
                steps:
                  - {action: "fs:rename", input: {files: [{from: ./README.md, to: "docs/${{ parameters.name }}.md"}]}}
                  - {action: "fs:rename", input: {files: [{from: src/main/resources, to: conf}, {from: none, to: x}]}}
                  - {action: "fs:rename", if: "${{ parameters.absent }}", input: {files: [{from: docs, to: no}]}}
                  - {action: "fs:rename", input: {files: [{from: docs, to: conf}]}}
                  - {action: "fs:delete", each: ["*-info.yaml"], input: {files: ["${{ each.value }}"]}}
                  - {action: "publish:github", input: {}}
                  - {action: "fs:delete", input: {files: [conf]}}
                """, Map.of());

        var rendered =
                ComposedTemplateRenderer.render(ModuleFixtures.of(PART, steps).assemble(""), named(), RENDERER);

        assertThat(rendered.files().files().keySet())
                .containsExactly("conf/app.txt", "docs/payments.md", "src/main/java/com/example/Main.java");
        assertThat(requireNonNull(rendered.origins().get("docs/payments.md")).module())
                .isEqualTo("code");
        assertThat(rendered.origins().keySet())
                .isEqualTo(rendered.files().files().keySet());
    }

    /** Long globs of many files, and files that are moved again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "files: [%s]",
                "steps: [{action: 'fs:delete', each: [%s], input: {files: ['${{ each.value.path }}']}}]",
                """
                steps:
                  - action: fs:rename
                    each: [%s]
                    input: {files: [%s]}
                """
            })
    void limitsWorkOnPaths(String spec) {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < 300; i++) {
            files.put("a/" + "n".repeat(1_000) + i, "");
        }
        var globs =
                "{path: '%s', behaviour: seed},".formatted("?".repeat(1_000)).repeat(50);
        var moves = "{from: a, to: b}, {from: b, to: a},".repeat(100);
        var part = ModuleFixtures.part(
                "many", "build", "skeleton: {targetPath: .}\n" + spec.formatted(globs, moves), files);

        assertProblem(
                        ProblemType.UNRENDERABLE_TEMPLATE,
                        () -> ComposedTemplateRenderer.render(
                                ModuleFixtures.of(part).assemble(""), named(), RENDERER))
                .hasMessageContaining("take too long");
    }

    /** As a step, a skeleton may have a condition. */
    @Test
    void leavesOutSkeletonsByCondition() {
        var ci = ModuleFixtures.part(
                "ci",
                "build",
                "parameters: {properties: {ci: {type: boolean}}}\nskeleton: {if: '${{ parameters.ci }}', values: {}}",
                Map.of("ci.yaml", "on"));
        var resolved = ModuleFixtures.of(PART, ci).assemble("");

        var without = ComposedTemplateRenderer.render(resolved, named(), RENDERER);
        var with = ComposedTemplateRenderer.render(resolved, named().put("ci", true), RENDERER);

        assertThat(without.files().find("ci.yaml")).isEmpty();
        assertThat(with.files().find("ci.yaml")).isPresent();
        assertThat(Composer.compose(
                                resolved,
                                new CompositionSettings(
                                        "http://milepost.example.com", Actions.STOCK, "made-service", false))
                        .at("/spec/steps/1/if")
                        .asText())
                .isEqualTo("${{ parameters.ci }}");
    }

    @Test
    void placesFilesInTargetPath() {
        var chart = ModuleFixtures.part(
                "chart",
                "deploy",
                "skeleton: {targetPath: 'deploy/${{ parameters.name }}'}\nfiles: [{path: 'deploy/**', behaviour: managed}]",
                Map.of("Chart.yaml", "name: ${{ values.name }}"));

        var rendered =
                ComposedTemplateRenderer.render(ModuleFixtures.of(PART, chart).assemble(""), named(), RENDERER);

        assertThat(text(rendered, "deploy/payments/Chart.yaml")).isEqualTo("name: payments");
        assertThat(rendered.origins().get("deploy/payments/Chart.yaml"))
                .isEqualTo(new Origin("chart", "Chart.yaml", Behaviour.MANAGED));
    }

    @Test
    void refusesConflictingFiles() {
        var other =
                ModuleFixtures.part("other", "build", "skeleton: {targetPath: .}", Map.of("README.md", "# another"));
        var same = ModuleFixtures.part(
                "same", "build", "skeleton: {targetPath: .}", Map.of("README.md", "# ${{ values.name }}"));

        assertProblem(
                        ProblemType.UNCOMPOSABLE_MODULES,
                        () -> ComposedTemplateRenderer.render(
                                ModuleFixtures.of(PART, other).assemble(""), named(), RENDERER))
                .hasMessage(
                        "Modules 'code' and 'other' both have the file 'README.md', with different content. Remove it from one of them.");
        assertThat(ComposedTemplateRenderer.render(ModuleFixtures.of(PART, same).assemble(""), named(), RENDERER)
                        .origins())
                .hasEntrySatisfying(
                        "README.md", origin -> assertThat(origin.module()).isEqualTo("code"));
    }

    /** A law: the same lock yields the same Template and the same files, whatever order modules were offered in. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void ignoresTheOrderOfTheOffer(long seed) {
        var random = new Random(seed);
        var modules = new ArrayList<ResolvedModule>(List.of(PART));
        for (int i = 0; i < 6; i++) {
            var needs = i == 0 ? "" : "requires: [{module: m%d, range: '*'}]\n".formatted(random.nextInt(i));
            modules.add(ModuleFixtures.part(
                    "m" + i,
                    List.of("scaffold", "build", "deploy").get(random.nextInt(3)),
                    needs
                            + "skeleton: {targetPath: part-%d}\nsteps: [{id: say, action: 'debug:log', input: {message: '${{ steps.say }}'}}]"
                                    .formatted(i),
                    Map.of("a.txt", "${{ values.name }} " + i, "b/${{ values.name }}.txt", "b")));
        }
        var path = ModuleFixtures.of(modules.toArray(ResolvedModule[]::new))
                .assemble("")
                .goldenPath();
        var first = made(new ModuleFixtures(modules), path);
        Collections.shuffle(modules, random);

        assertThat(made(new ModuleFixtures(modules), path)).isEqualTo(first);
    }

    private static List<String> made(ModuleFixtures parts, GoldenPath path) {
        var resolved = parts.assemble(path);
        var settings = new CompositionSettings("http://milepost.example.com", Actions.STOCK, "made-service", false);
        return List.of(
                resolved.lock().fingerprint(),
                Composer.compose(resolved, settings).toString(),
                ComposedTemplateRenderer.render(resolved, named(), RENDERER)
                        .files()
                        .digest());
    }

    private static ObjectNode named() {
        return JsonNodeFactory.instance.objectNode().put("name", "payments");
    }

    private static String text(RenderedService rendered, String path) {
        return rendered.files().find(path).orElseThrow().text().orElseThrow();
    }
}
