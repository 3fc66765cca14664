package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.testing.SloSamples;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An indicator over events that never come, or over fields that are never there, would count nothing and say nothing. */
class EventVocabularyTest {

    private static final EventVocabulary VOCABULARY = new EventVocabulary(Map.of(
            "probe.completed", Set.of("probe", "target", "status", "kind", "run_id"),
            "probe.started", Set.of("probe", "target", "run_id"),
            "scaffold.completed", Set.of("task_id", "template_id", "status", "parameters")));

    private static final String RATIO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: typo}
            spec:
              service: field
              budgetingMethod: Occurrences
              objectives: [{target: 0.99}]
              indicator:
                metadata: {name: typo-sli}
                spec:
                  ratioMetric:
                    total: {metricSource: {type: milepost, spec: {events: [TYPE], filter: FILTER}}}
                    good: {metricSource: {type: milepost, spec: {filter: GOOD}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe.complete | did you mean probe.completed?",
                "scaffold.complete | did you mean scaffold.completed?",
                "dev.milepost.probe.completed | must be written without its prefix: probe.completed",
                "com.company.scaffold.completed | must be written without its prefix: scaffold.completed",
                "com.company.probe.complete | did you mean probe.completed?",
                "made.up | GET /api/v1/event-types lists them"
            })
    void refusesTypesThatNeverCome(String type, String detail) {
        assertFault(ratio(type, "'true'", "data.status == \"success\""), "events/0", detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.stauts == \"success\" | did you mean data.status?",
                "has(data.kindd) && data.status == \"success\" | did you mean data.kind?",
                "data[\"targt\"] == \"x\" | did you mean data.target?",
                "data.environment == \"x\" | They have kind, probe, run_id, status, target"
            })
    void refusesFieldsThatAreNeverThere(String filter, String detail) {
        assertFault(ratio("probe.completed", "'true'", filter), "good/metricSource/spec/filter", detail);
        assertFault(
                ratio("probe.completed", filter, "data.status == \"success\""),
                "total/metricSource/spec/filter",
                detail);
    }

    @Test
    void acceptsWhatExists() {
        assertThat(read(ratio("probe.completed", "data.kind == \"a\"", "data.status == \"success\"")))
                .isOne();
        assertThat(read(ratio("scaffold.completed", "data.parameters.a.b == \"c\"", "size(data) > 1")))
                .isOne();
        // A field of one of several types can be there.
        assertThat(read(ratio("probe.completed, scaffold.completed", "has(data.probe)", "has(data.task_id)")))
                .isOne();
    }

    /** A producer can add fields. It is a choice that the definition states. */
    @Test
    void acceptsFieldsThatTheDefinitionNames() {
        var text = ratio("probe.completed", "'true'", "data.region == \"eu\"");

        assertFault(text, "good/metricSource/spec/filter", "annotation milepost.dev/fields");
        assertThat(read(text.replace(
                        "{name: typo}", "{name: typo, annotations: {milepost.dev/fields: 'tier, region'}}")))
                .isOne();
    }

    @Test
    void checksBothEndsOfADuration() {
        var text = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: typo}
                spec:
                  service: field
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.99, op: lte, value: 3}]
                  indicator:
                    metadata: {name: typo-sli}
                    spec:
                      thresholdMetric:
                        metricSource:
                          type: milepost
                          spec:
                            from: {event: probe.started}
                            to: {event: probe.completed, filter: 'data.status == "success"'}
                            by: [source, data.run_id]
                """;

        assertThat(read(text)).isOne();
        assertFault(
                text.replace("from: {event: probe.started}", "from: {event: probe.begun}"), "from/event", "lists them");
        assertFault(text.replace("data.run_id", "data.runid"), "by/1", "did you mean data.run_id?");
        // The start has no status.
        assertFault(text.replace("data.run_id", "data.status"), "by/1", "probe.started do not have");
        assertFault(
                text.replace("from: {event: probe.started}", "from: {event: probe.started, time: data.begun_at}"),
                "from/time",
                "data.begun_at");
    }

    private static String ratio(String type, String filter, String good) {
        return RATIO.replace("TYPE", type)
                .replace("FILTER", filter.startsWith("'") ? filter : "'" + filter + "'")
                .replace("GOOD", "'" + good + "'");
    }

    private static int read(String yaml) {
        return SloReader.readSent(SloSamples.documents(yaml), VOCABULARY).size();
    }

    private static void assertFault(String yaml, String pointer, String detail) {
        var refused = catchThrowableOfType(InvalidOpenSlo.class, () -> read(yaml));
        assertThat(refused).isNotNull();
        assertThat(refused.faults()).anySatisfy(fault -> {
            assertThat(fault.pointer()).endsWith(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }
}
