package dev.milepost.templates.rendering;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The renderer by itself; {@link BackstageRenderingTest} holds it against Backstage. */
class RendererTest {

    private static final Renderer RENDERER = new Renderer();
    private static final JsonNode VALUES = json("""
            {"name": "payments", "port": 8080, "java": true, "tags": ["a", "b"], "owner": {"team": "core"}, "nothing": null}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "name: ${{ values.name }}~name: payments",
                "{{ values.name }}~{{ values.name }}",
                "{% if values.java %}java{% else %}node{% endif %}~java",
                "{% for t in values.tags %}${{ loop.index }}${{ t }} {% endfor %}~1a 2b ",
                "${{ values.owner.team | upper }}~CORE",
                "${{ values.absent.deeper }}~``",
                "${{ values.tags | dump }}~[\"a\",\"b\"]",
                "{% raw %}${{ github.sha }}{% endraw %}~${{ github.sha }}",
                "${{ 'component:default/x' | parseEntityRef | pick('name') }}~x",
                "${{ 'github.com?owner=o&repo=r' | projectSlug }}~o/r",
                "${{ values.name.toUpperCase() }}~PAYMENTS",
                "${{ values['con' + 'structor'] }}${{ toString }}~``",
                "${{ '<&>' }}~<&>",
            })
    void rendersTexts(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void rendersPathsAndOmitsEmptyOnes() {
        var skeleton = FileTree.of(Map.of(
                "src/${{ values.name }}.txt", TreeFile.text("x"),
                "{% if values.java %}pom.xml{% endif %}", TreeFile.text("java"),
                "{% if not values.java %}package.json{% endif %}", TreeFile.text("node"),
                "{% if not values.java %}lib{% endif %}/a.js", TreeFile.text("node")));

        var rendered = RENDERER.render(skeleton, VALUES, List.of());

        assertThat(rendered.files().keySet()).containsExactly("pom.xml", "src/payments.txt");
    }

    @Test
    void copiesExcludedFiles() {
        var binary = TreeFile.of(new byte[] {0, 1, 2, '$', '{', '{', ' ', '1', ' ', '}', '}'}, true);
        var skeleton = FileTree.of(
                Map.of(".github/${{ values.name }}.yml", TreeFile.text("${{ github.sha }}"), "logo.png", binary));

        var rendered = RENDERER.render(skeleton, VALUES, List.of(".github"));

        assertThat(rendered)
                .isEqualTo(FileTree.of(
                        Map.of(".github/payments.yml", TreeFile.text("${{ github.sha }}"), "logo.png", binary)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(1000000000) %}{% endfor %}",
                "{% set x = 'aaaaaaaa' %}{% for i in range(60) %}{% set x = x ~ x %}{% endfor %}${{ x | length }}",
                "{% set x = 'aaaaaaaa' %}{% for i in range(60) %}{% set x = x + x %}{% endfor %}${{ x | length }}",
                "{% set x = 'aaaaaaaa' %}{% for i in range(60) %}{% set x %}${{ x }}${{ x }}{% endset %}{% endfor %}",
                "{% set x = [1] %}{% for i in range(60) %}{% set x = x.concat(x) %}{% endfor %}",
                "{% set x = [1] %}{% for i in range(60) %}{% set x = [x, x] %}{% endfor %}${{ x }}",
                "{% set x = [1] %}{% for i in range(60) %}{% set x = [x, x] %}{% endfor %}${{ x | dump }}",
                "{% set x = [1] %}{% for i in range(60) %}{% set x = [x, x] %}{% endfor %}${{ x.flat(100) }}",
                "{% macro f() %}${{ f() }}{% endmacro %}${{ f() }}",
                "{% macro f(n) %}{% if n %}${{ f(n-1) }}${{ f(n-1) }}{% endif %}{% endmacro %}${{ f(60) }}",
                "${{ r/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') }}",
                "{% set x = [1] %}{% for i in range(300) %}{% set x = [x] %}{% endfor %}"
                        + "{% set y = [] %}{% for i in range(40) %}{% set y = y.concat([x]) %}{% endfor %}"
                        + "{% for i in range(300) %}{% set y = [y] %}{% endfor %}${{ y | dump(10) }}",
                "${{ 'a' | center(100000000) }}",
                "${{ 'a' | indent(100000000, true) }}",
                "{% set x %}${{ 'a' | center(1000000) }}{% endset %}${{ x | replace(' ', x) }}",
                "{% set x %}${{ 'a' | center(1000000) }}{% endset %}${{ x | replace(r/ /g, x) }}",
                "{% set x %}${{ 'a' | center(1000000) }}{% endset %}${{ x.replace(r/ /g, '$`') }}",
                "{% set x %}${{ 'a' | center(100000) }}{% endset %}${{ range(10000) | join(x) }}",
                "{% set c = cycler('a') %}{% for i in range(100000) %}{% for j in range(100000) %}${{ c.next() }}{% endfor %}{% endfor %}",
            })
    void stopsEndlessTemplates(String template) {
        assertProblem(ProblemType.UNRENDERABLE_TEMPLATE, () -> render(template))
                .hasMessageMatching("'a': (rendering exceeds its limits: |the template is nested too deeply).*");
    }

    /** Fifteen megabytes of text, within the limits of a text, are half a gigabyte of values. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if 1 %}[{% for i in range(5000) %}##{% endfor %}0]{% endif %}",
                "{% if 1 %}{% for i in range(5000) %}##{% endfor %}{% endif %}{# a text #}"
            })
    void refusesValuesThatTakeMuchMemory(String template) {
        var input = JsonNodeFactory.instance
                .objectNode()
                .set("x", JsonNodeFactory.instance.textNode(template.replace("##", "{},".repeat(1_000))));

        assertProblem(
                        ProblemType.UNRENDERABLE_TEMPLATE,
                        () -> RENDERER.evaluate(input, JsonNodeFactory.instance.objectNode()))
                .hasMessageContaining("'/x': rendering exceeds its limits: ")
                .hasMessageMatching(".*(the values take more than \\d+ MiB of memory|the text becomes too long).*");
    }

    @Test
    void refusesContextsThatTakeMuchMemory() {
        var values = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1_000_000; i++) {
            values.addObject();
        }

        assertProblem(
                        ProblemType.UNRENDERABLE_TEMPLATE,
                        () -> RENDERER.render(
                                FileTree.of(Map.of("a", TreeFile.text("${{ values | length }}"))), values, List.of()))
                .hasMessageMatching("the values take more than \\d+ MiB of memory");
    }

    /** Such files could not be stored. */
    @Test
    void refusesFilesThatAreTooLargeTogether() {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 0; i < 5; i++) {
            files.put("f" + i, TreeFile.of(new byte[TarArchive.MAX_FILE_BYTES], false));
        }

        assertProblem(ProblemType.UNRENDERABLE_TEMPLATE, () -> RENDERER.render(FileTree.of(files), VALUES, List.of()))
                .hasMessageMatching(
                        "'f\\d': rendering exceeds its limits: the files together become larger than \\d+ MiB");
    }

    /** Each tree fits by itself. */
    @Test
    void limitsAllTreesOfAServiceTogether() {
        var half = FileTree.of(Map.of(
                "a", TreeFile.of(new byte[TarArchive.MAX_FILE_BYTES], false),
                "b", TreeFile.of(new byte[TarArchive.MAX_FILE_BYTES], false)));
        var renderer = RENDERER.forOneService();
        renderer.render(half, VALUES, List.of());

        assertProblem(ProblemType.UNRENDERABLE_TEMPLATE, () -> {
                    renderer.render(half, VALUES, List.of());
                    renderer.render(half, VALUES, List.of());
                })
                .hasMessageContaining("the files together become larger than");
        assertThat(RENDERER.render(half, VALUES, List.of())).isEqualTo(half);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a\\n{% if %}~line 2: ",
                "${{ x y }}~line 1: ",
                "a\\n\\n${{ 1 | nofilter }}~filter not found: nofilter",
                "${{ values.name() }}~Unable to call `values[\"name\"]`",
                "{% include 'a' %}~no other templates",
                "${{ [1,2] | random }}~stays the same",
                "${{ 'x' | parseEntityRef }}~missing or empty kind",
                "{% raw %}~expected endraw",
                "${{ range }}~a function is not a text",
            })
    void reportsErrors(String template, String detail) {
        assertProblem(ProblemType.UNRENDERABLE_TEMPLATE, () -> render(template.replace("\\n", "\n")))
                .hasMessageContaining(detail);
    }

    @Test
    void keepsTypesOfSingleExpressions() {
        var input = json("""
                {"port": "${{ parameters.port }}", "tags": ["${{ parameters.tags }}", "x ${{ parameters.name }}"],
                 "none": "${{ parameters.absent }}", "broken": "${{ ", "plain": 1, "if": "{% if true %}false{% endif %}",
                 "ref": "${{ steps.publish.output.url }}", "null": "${{ parameters.nothing }}"}""");
        var context = json("""
                {"parameters": %s, "steps": {"publish": {"output": {"url": "u"}}}}""".formatted(VALUES));

        assertThat(RENDERER.evaluate(input, context)).isEqualTo(json("""
                {"port": 8080, "tags": [["a", "b"], "x payments"], "broken": "${{ ", "plain": 1, "if": false,
                 "ref": "u", "null": null}"""));
    }

    @Test
    void limitsWorkOfGlobs() {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 0; i < 1_000; i++) {
            files.put("n".repeat(1_000) + i, TreeFile.text(""));
        }
        var tree = FileTree.of(files);

        assertProblem(
                        ProblemType.UNRENDERABLE_TEMPLATE,
                        () -> RENDERER.render(tree, VALUES, List.of("?".repeat(1_000))))
                .hasMessageContaining("take too long");
    }

    private static String render(String template) {
        var rendered = RENDERER.render(FileTree.of(Map.of("a", TreeFile.text(template))), VALUES, List.of());
        return rendered.find("a").flatMap(TreeFile::text).orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
