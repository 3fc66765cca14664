package dev.milepost.slo.definitions;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloDefinitionTest {

    @ParameterizedTest
    @CsvSource({
        "group:default/platform, group:default/platform, false, true",
        "group:platform, group:default/platform, false, true",
        "Group:Default/Platform, group:default/platform, false, true",
        "group:other/platform, group:default/platform, false, false",
        "group:default/platform, , true, true",
        ", group:default/platform, false, false",
        ", user:default/jane, false, false",
        ", , true, true"
    })
    void allowsChangesOnlyByOwner(@Nullable String owner, @Nullable String group, boolean admin, boolean allowed) {
        var slo = slo(owner);
        var caller = new Caller("user:default/jane", group == null ? Set.of() : Set.of(group), admin);

        if (allowed) {
            assertThatCode(() -> slo.checkMayChange(caller)).doesNotThrowAnyException();
        } else {
            assertProblem(ProblemType.NOT_SLO_OWNER, () -> slo.checkMayChange(caller))
                    .hasMessageContaining("user:default/jane is not a member of ");
        }
    }

    @Test
    void differsByEveryField() {
        assertThat(slo(null).digest())
                .isEqualTo(slo(null).digest())
                .isNotEqualTo(slo("group:a").digest());
        assertThat(SloDefinition.parse(slo("group:a").json(), 1).digest())
                .isEqualTo(slo("group:a").digest());
    }

    @Test
    void linksToRunbook() {
        assertThat(TestDefinitions.config("https://wiki/{name}.md").runbook("a"))
                .contains("https://wiki/a.md");
        assertThat(TestDefinitions.config("https://wiki/slos.md").runbook("a")).contains("https://wiki/slos.md#a");
        assertThat(TestDefinitions.config(null).runbook("a")).isEmpty();
    }

    private static SloDefinition slo(@Nullable String owner) {
        return TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, annotations: {%s}}
                spec:
                  service: sample
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  indicator:
                    metadata: {name: i}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(owner == null ? "" : "milepost.dev/owner: '" + owner + "'"));
    }
}
