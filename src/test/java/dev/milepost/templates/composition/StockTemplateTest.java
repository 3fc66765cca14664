package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.composition.CompositionSettings.Actions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a Template has where Milepost's actions are absent, and where they are installed. */
class StockTemplateTest {

    /** A stock Backstage reads no folders from this service, and has no action that renders what it has fetched. */
    @Test
    void fetchesSingleFilesWithoutFolderAccess() {
        var files = Map.of("src/${{ values.name }}.txt", "${{ values.name }}", "logo.png", "\0\1\2");
        var template = ComposerTest.compose(
                ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", ComposerTest.CODE, files))
                        .assemble(""),
                false);

        assertThat(ComposerTest.ids(template)).containsExactly("code_files", "code_skeleton", "skeletons");
        var copy = template.at("/spec/steps/0");
        assertThat(copy.path("action").asText()).isEqualTo("fetch:plain:file");
        assertThat(copy.at("/each/0/path").asText()).isEqualTo("logo.png");
        var render = template.at("/spec/steps/1");
        assertThat(render.path("action").asText()).isEqualTo("fetch:template:file");
        assertThat(render.at("/each/0/url").asText()).isEqualTo("src/%24%7B%7B%20values.name%20%7D%7D.txt");
        assertThat(render.at("/each/0/path").asText())
                .startsWith("{% set values = {\"name\": (parameters.name)} %}")
                .contains("{% set milepostPath %}src/${{ values.name }}.txt{% endset %}");
        assertThat(render.at("/input/values/name").asText()).isEqualTo("${{ parameters.name }}");
        assertThat(render.at("/input/url").asText())
                .isEqualTo(
                        "http://milepost.example.com/api/v1/modules/code/versions/1.2.0/files/${{ each.value.url }}");
        assertThat(template.at("/spec/steps/2/input/files/0").asText()).isEqualTo(".milepost-skipped");
    }

    /** No stock action can call this service, and a step that only logs does nothing. */
    @Test
    void hasNoStepsThatOnlyLog() {
        var template = ComposerTest.compose(
                ModuleFixtures.of(
                                ModuleFixtures.part("code", "scaffold", ComposerTest.CODE, ComposerTest.FILES),
                                ModuleFixtures.part("publish", "deploy", ComposerTest.PUBLISH, Map.of()))
                        .assemble("policies: {sbom: required}"),
                false);

        assertThat(template.at("/spec/steps").toString()).doesNotContain("debug:log");
        assertThat(template.at("/spec/output/correlationId").asText()).isEqualTo("${{ context.task.id }}");
    }

    @Test
    void usesMilepostActionsWhenInstalled() {
        var resolved = ModuleFixtures.of(
                        ModuleFixtures.part("code", "scaffold", ComposerTest.CODE, ComposerTest.FILES),
                        ModuleFixtures.part("publish", "deploy", ComposerTest.PUBLISH, Map.of()))
                .assemble("policies: {sbom: required}");

        var template = Composer.compose(
                resolved,
                new CompositionSettings("http://milepost.example.com", Actions.MILEPOST, "made-service", false));

        assertThat(template.at("/spec/steps"))
                .extracting(step -> step.path("action").asText())
                .contains("milepost:correlation:create", "milepost:policy:evaluate", "milepost:event:emit")
                .doesNotContain("debug:log");
        assertThat(template.toString())
                .contains("${{ steps['correlation'].output.correlationId }}")
                .doesNotContain("context.task.id");
    }
}
