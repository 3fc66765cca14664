package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Seeds;
import dev.milepost.testing.SloSamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTest {

    private static final String STARTED = "scaffold.started";
    private static final String COMPLETED = "scaffold.completed";

    private static final Indicator LATENCY = indicator("""
            thresholdMetric:
              metricSource:
                type: milepost
                spec:
                  from: {event: scaffold.started}
                  to: {event: scaffold.completed, filter: data.status == "success"}
                  by: [data.task_id]
                  exclude:
                    - {reason: rehearsal, when: has(data.dry_run) && data.dry_run}
            """, "{op: lte, value: 180, target: 0.99}");

    private static final Indicator SUCCESS = indicator("""
            ratioMetric:
              total:
                metricSource:
                  type: milepost
                  spec:
                    events: [scaffold.completed]
                    by: [data.task_id]
                    filter: data.template_id != "playground"
                    exclude:
                      - {reason: cancelled, when: data.status == "cancelled"}
              good:
                metricSource:
                  type: milepost
                  spec: {filter: data.status == "success" && data.buildable}
            """, "{target: 0.95}");

    private static final Indicator FRESHNESS = indicator("""
            thresholdMetric:
              metricSource:
                type: milepost
                spec:
                  from: {event: catalog.entity.updated, time: data.changed_at}
                  to: {event: catalog.entity.updated, time: data.processed_at}
            """, "{op: lt, value: 300, target: 0.99}");

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T10:03:00Z, GOOD, ''",
        "2026-06-01T10:03:00.000001Z, BAD, ''",
        "2026-06-01T09:59:59Z, EXCLUDED, negative_duration"
    })
    void measuresFromOneEventToAnother(String end, Outcome.Kind kind, String reason) {
        var outcome = LATENCY.outcome(List.of(
                event("b", COMPLETED, end, "{\"task_id\": \"t\", \"status\": \"success\"}"),
                event("a", STARTED, "2026-06-01T10:00:00Z", "{\"task_id\": \"t\"}")));

        assertThat(outcome).isEqualTo(new Outcome(kind, Instant.parse(end), reason));
    }

    @Test
    void excludesUnjudgeableEvents() {
        var done = event(
                "b", COMPLETED, "2026-06-01T10:00:00Z", "{\"task_id\": 7, \"status\": \"success\", \"dry_run\": 1}");

        assertThat(LATENCY.outcome(List.of(done)).reason()).isEqualTo("unreadable");
    }

    @Test
    void waitsForEndEvent() {
        assertThat(LATENCY.outcome(List.of(event("a", STARTED, "2026-06-01T10:00:00Z", "{\"task_id\": \"t\"}"))))
                .isEqualTo(Outcome.OPEN);
        assertThat(LATENCY.outcome(List.of(event(
                        "b", COMPLETED, "2026-06-01T10:00:00Z", "{\"task_id\": \"t\", \"status\": \"failure\"}"))))
                .isEqualTo(Outcome.OPEN);
    }

    @Test
    void excludesEventsWithoutStart() {
        var done = event("b", COMPLETED, "2026-06-01T10:00:00Z", "{\"task_id\": \"t\", \"status\": \"success\"}");

        assertThat(LATENCY.outcome(List.of(done)).reason()).isEqualTo("without_start");
    }

    @Test
    void excludesFilteredEvents() {
        var done = event(
                "b", COMPLETED, "2026-06-01T10:00:00Z", "{\"task_id\": 7, \"status\": \"success\", \"dry_run\": true}");

        assertThat(LATENCY.outcome(List.of(done)).reason()).isEqualTo("rehearsal");
        assertThat(LATENCY.groupingKey(done)).contains("1:7");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T10:00:00Z, 2026-06-01T10:04:59.999999Z, GOOD, ''",
        "2026-06-01T10:00:00Z, 2026-06-01T10:05:00Z, BAD, ''",
        "2026-06-01T12:00:00+02:00, 2026-06-01T10:01:00Z, GOOD, ''",
        "yesterday, 2026-06-01T10:01:00Z, EXCLUDED, without_start"
    })
    void measuresBetweenTwoTimesOfOneEvent(String changed, String processed, Outcome.Kind kind, String reason) {
        var outcome = FRESHNESS.outcome(List.of(event(
                "a",
                "catalog.entity.updated",
                "2026-06-02T00:00:00Z",
                "{\"changed_at\": \"%s\", \"processed_at\": \"%s\"}".formatted(changed, processed))));

        assertThat(outcome).isEqualTo(new Outcome(kind, Instant.parse(processed), reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"task_id": "t", "template_id": "a", "status": "success", "buildable": true}  | GOOD     |
            {"task_id": "t", "template_id": "a", "status": "success", "buildable": false} | BAD      |
            {"task_id": "t", "template_id": "a", "status": "failure"}                     | BAD      |
            {"task_id": "t", "template_id": "a", "status": "cancelled"}                   | EXCLUDED | cancelled
            {"task_id": "t", "template_id": "a", "status": "success"}                     | EXCLUDED | unreadable
            {"task_id": "t", "status": "success", "buildable": true}                      | EXCLUDED | unreadable
            {"task_id": "t", "template_id": "playground", "status": "failure"}            | OPEN     |
            """)
    void evaluatesExpressions(String data, Outcome.Kind kind, @Nullable String reason) {
        var outcome = SUCCESS.outcome(List.of(event("a", COMPLETED, "2026-06-01T10:00:00Z", data)));

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.reason()).isEqualTo(reason == null ? "" : reason);
    }

    @Test
    void readsOnlyItsTypesAndKeys() {
        assertThat(SUCCESS.types()).containsExactly(COMPLETED);
        assertThat(LATENCY.types()).containsExactlyInAnyOrder(STARTED, COMPLETED);
        assertThat(SUCCESS.groupingKey(event("a", STARTED, "2026-06-01T10:00:00Z", "{\"task_id\": \"t\"}")))
                .isEmpty();
        assertThat(SUCCESS.groupingKey(event("a", COMPLETED, "2026-06-01T10:00:00Z", "{}")))
                .isEmpty();
        assertThat(FRESHNESS.groupingKey(event("a", "catalog.entity.updated", "2026-06-01T10:00:00Z", "{}")))
                .contains("11:/scaffoldera");
    }

    @Test
    void limitsStepsOfExpression() {
        var filter = EventFilter.of("data.all.all(a, data.all.all(b, data.all.all(c, a + b + c >= 0)))");
        var numbers = new StringBuilder("{\"all\": [1");
        for (int i = 0; i < 200; i++) {
            numbers.append(", ").append(i);
        }

        assertThat(filter.matches(event("a", "x.y", "2026-06-01T10:00:00Z", numbers + "]}")))
                .isEmpty();
    }

    /** A law: a late event leads to what it would have led to in time, so order says nothing. */
    @Seeds(bounded = 60, all = 300)
    void ignoresTheOrderOfEvents(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<SliEvent>();
        for (int i = 0; i < 60; i++) {
            var time = Instant.parse("2026-06-01T10:00:00Z").plusSeconds(random.nextInt(600));
            var task = "\"task_id\": \"t%d\", \"template_id\": \"a\"".formatted(random.nextInt(8));
            var status = List.of("success", "failure", "cancelled").get(random.nextInt(3));
            events.add(
                    random.nextBoolean()
                            ? event("e" + i, STARTED, time.toString(), "{%s}".formatted(task))
                            : event(
                                    "e" + i,
                                    COMPLETED,
                                    time.toString(),
                                    "{%s, \"status\": \"%s\", \"buildable\": %s}"
                                            .formatted(task, status, random.nextBoolean())));
        }
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        for (var indicator : List.of(LATENCY, SUCCESS)) {
            assertThat(outcomes(indicator, shuffled)).isEqualTo(outcomes(indicator, events));
            assertThat(outcomes(indicator, withEssenceOf(indicator, shuffled, random)))
                    .isEqualTo(outcomes(indicator, events));
        }
    }

    /** The events, some of the first of which have been given up as they do not matter any more. */
    private static List<SliEvent> withEssenceOf(Indicator indicator, List<SliEvent> events, Random random) {
        int cut = random.nextInt(events.size());
        var byKey = new HashMap<String, List<SliEvent>>();
        events.subList(0, cut)
                .forEach(event -> indicator
                        .groupingKey(event)
                        .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>())
                                .add(event)));
        var left = new ArrayList<>(events.subList(cut, events.size()));
        byKey.values().forEach(ofKey -> {
            assertThat(indicator.decidingEvents(ofKey)).hasSizeLessThanOrEqualTo(2);
            left.addAll(indicator.decidingEvents(ofKey));
        });
        return left;
    }

    private static Map<String, Outcome> outcomes(Indicator indicator, List<SliEvent> events) {
        var byKey = new HashMap<String, List<SliEvent>>();
        events.forEach(event -> indicator
                .groupingKey(event)
                .ifPresent(key ->
                        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(event)));
        var outcomes = new HashMap<String, Outcome>();
        byKey.forEach((key, ofKey) -> outcomes.put(key, indicator.outcome(ofKey)));
        outcomes.values().removeIf(Outcome.OPEN::equals);
        return outcomes;
    }

    private static Indicator indicator(String spec, String objective) {
        return SloSamples.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: sample}
                spec:
                  service: sample
                  budgetingMethod: Occurrences
                  objectives: [%s]
                  indicator:
                    metadata: {name: sample}
                    spec:
                %s""".formatted(objective, spec.indent(6))).indicator();
    }
}
