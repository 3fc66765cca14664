package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.slo.counting.EvaluationMeter.TooManySteps;
import dev.milepost.slo.definitions.SloDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationMeterTest {

    private static final Instant NOW = Instant.parse("2026-06-05T12:34:00Z");

    @Test
    void namesTheMostExpensiveIndicators() {
        var counts = List.of(count(1, "data.template_id == 'a'"), count(2, "data.task_id.matches('(a|b)*c')"));
        var meter = new EvaluationMeter(100_000);

        var fault = catchThrowableOfType(TooManySteps.class, () -> EventGroups.of(meter.metered(counts), events(500)));

        assertThat(fault.mostExpensive()).containsOnlyKeys(2);
        assertThat(fault.mostExpensive().get(2)).isGreaterThan(50_000);
    }

    @Test
    void allowsAnyNumberOfEventsThatTakeFewSteps() {
        var events = events(2_000);
        var meter = EvaluationMeter.ofEvents(events.size());
        var counts = IntStream.range(0, 100)
                .mapToObj(id -> count(id, "data.template_id == 't%d'".formatted(id)))
                .toList();

        var groups = EventGroups.of(meter.metered(counts), events);

        assertThat(groups.groups()).isNotNull();
    }

    /** A law: an indicator and its metered form have the same outcomes. */
    @Test
    void doesNotChangeOutcomes() {
        var count = count(1, "data.status == 'success'");
        var metered = EvaluationMeter.ofEvents(1).metered(List.of(count));

        assertThat(EventGroups.of(metered, events(300)).series(Instant.EPOCH))
                .usingRecursiveComparison()
                .isEqualTo(EventGroups.of(List.of(count), events(300)).series(Instant.EPOCH));
        assertThat(IndicatorCount.digest(metered.get(0).indicator()))
                .isEqualTo(IndicatorCount.digest(count.indicator()));
    }

    private static List<GoldenEvent> events(int count) {
        return SampleEvents.any(new Random(1), NOW, count);
    }

    private static IndicatorCount count(int id, String filter) {
        var document = """
                [{"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "sample"}, "spec": {
                  "service": "sample", "description": "A sample.",
                  "indicator": {"metadata": {"name": "sample"}, "spec": {"ratioMetric": {
                    "total": {"metricSource": {"type": "milepost", "spec": {
                      "events": ["scaffold.completed"], "by": ["data.task_id"], "filter": "%s"}}},
                    "good": {"metricSource": {"type": "milepost", "spec": {"filter": "data.status == 'success'"}}}}}},
                  "timeWindow": [{"duration": "28d", "isRolling": true}],
                  "budgetingMethod": "Occurrences", "objectives": [{"target": 0.9}]}}]""".formatted(filter);
        return new IndicatorCount(id, SloDefinition.parse(document, 1).slo().indicator());
    }
}
