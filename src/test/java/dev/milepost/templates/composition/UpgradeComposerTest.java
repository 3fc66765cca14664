package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Template that upgrades a service. */
class UpgradeComposerTest {

    @ParameterizedTest
    @CsvSource({
        "publish:github, publish:github:pull-request, remoteUrl",
        "publish:gitlab, publish:gitlab:merge-request, mergeRequestUrl"
    })
    void opensRequestWhereServicesArePublished(String publish, String request, String link) {
        var template = template(publish, Actions.MILEPOST);

        assertThat(template.at("/metadata/name").asText()).isEqualTo("milepost-upgrade-made-service");
        assertThat(template.at("/spec/owner").asText()).isEqualTo("group:default/platform");
        assertThat(template.at("/spec/parameters/0/properties/service/ui:field").asText())
                .isEqualTo("EntityPicker");
        assertThat(actions(template)).containsExactly("catalog:fetch", "fetch:plain", "milepost:upgrade:plan", request);
        assertThat(template.at("/spec/steps/3/input/branchName").asText())
                .isEqualTo("${{ steps['plan'].output.branch }}");
        assertThat(template.at("/spec/output/links/0/url").asText())
                .isEqualTo("${{ steps['request'].output.%s }}".formatted(link));
        assertThat(StockActions.outputs(request)).contains(link);
        assertThat(template.at("/metadata/description").asText()).doesNotContain("Needs");
    }

    /** All other actions are Backstage's own, and no step before the missing one changes anything. */
    @Test
    void saysWhatIsMissingOnStockBackstage() {
        var template = template("publish:github", Actions.STOCK);

        assertThat(template.at("/metadata/description").asText())
                .contains("Needs the scaffolder action milepost:upgrade:plan", "./milepost upgrade");
        assertThat(template.at("/spec/steps/0/action").asText()).isEqualTo("debug:log");
        assertThat(template.at("/spec/steps/0/input/message").asText()).contains("milepost:upgrade:plan");
        assertThat(actions(template))
                .containsExactly(
                        "debug:log",
                        "catalog:fetch",
                        "fetch:plain",
                        "milepost:upgrade:plan",
                        "publish:github:pull-request")
                .allSatisfy(action -> assertThat(StockActions.missing(action)).isEmpty());
    }

    @Test
    void shortensNamesThatBackstageRefuses() {
        var longest = "a".repeat(46) + "-" + "b".repeat(16);

        assertThat(UpgradeComposer.entityName("a".repeat(46))).isEqualTo("milepost-upgrade-" + "a".repeat(46));
        assertThat(UpgradeComposer.entityName(longest))
                .matches("[a-z0-9]+(-[a-z0-9]+)*")
                .hasSizeLessThanOrEqualTo(63);
        assertThat(UpgradeComposer.entityName(longest))
                .isNotEqualTo(UpgradeComposer.entityName(longest.replace("bbbb", "bbbc")));
    }

    private static JsonNode template(String publish, Actions actions) {
        var spec = "steps: [{id: publish, action: '%s', input: {}}]\n".formatted(publish);
        var resolved = ModuleFixtures.of(ModuleFixtures.part("publish", "deploy", spec, Map.of()))
                .assemble("");
        return UpgradeComposer.compose(resolved, actions);
    }

    private static List<String> actions(JsonNode template) {
        return template.at("/spec/steps")
                .valueStream()
                .map(step -> step.path("action").asText())
                .toList();
    }
}
