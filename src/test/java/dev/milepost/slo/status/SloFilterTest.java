package dev.milepost.slo.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloFilterTest {

    @ParameterizedTest
    @CsvSource({
        "group:default/platform, platform, true",
        "group:platform, Group:default/Platform, true",
        "group:default/platform, default/platform, true",
        "group:finance/platform, platform, false",
        "group:finance/platform, finance/platform, true",
        "group:default/platform, user:platform, false",
        ", platform, false"
    })
    void selectsByTeam(@Nullable String owner, String team, boolean selected) {
        var slo = slo(
                owner == null ? "" : "annotations: {milepost.dev/owner: '" + owner + "'}", "probe.completed", "true");

        assertThat(new SloFilter(null, team, null, null, null).selects(slo)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scaffold.completed | true | true",
                "scaffold.completed | data.template_id == \"lib\" | true",
                "scaffold.completed | data.status == \"success\" && \"lib\" == data.template_id | true",
                "scaffold.completed | data.template_id == \"other\" | false",
                "scaffold.completed | data.template_id.startsWith(\"l\") | true",
                "probe.completed | data.template_id == \"lib\" | true",
                "probe.completed | true | false"
            })
    void selectsByTemplate(String type, String filter, boolean selected) {
        assertThat(new SloFilter(null, null, null, "lib", null).selects(slo("", type, filter)))
                .isEqualTo(selected);
    }

    @Test
    void selectsDurationByTemplate() {
        var slo = TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: latency}
                spec:
                  service: scaffolder
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9, op: lte, value: 60}]
                  timeWindow: [{duration: 28d, isRolling: true}]
                  indicator:
                    metadata: {name: latency}
                    spec:
                      thresholdMetric:
                        metricSource:
                          type: milepost
                          spec:
                            from: {event: scaffold.started}
                            to: {event: scaffold.completed, filter: 'data.template_id == "lib"'}
                            by: [data.task_id]
                """);

        assertThat(new SloFilter(null, null, null, "lib", null).selects(slo)).isTrue();
        assertThat(new SloFilter(null, null, null, "other", null).selects(slo)).isFalse();
    }

    private static SloDefinition slo(String annotations, String type, String filter) {
        return TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata:
                  name: runs
                  %s
                spec:
                  service: scaffolder
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.9}]
                  timeWindow: [{duration: 28d, isRolling: true}]
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [%s], filter: '%s'}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(annotations, type, filter));
    }
}
