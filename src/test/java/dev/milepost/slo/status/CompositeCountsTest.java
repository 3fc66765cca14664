package dev.milepost.slo.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.corrections.ActiveCorrections;
import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.SloCounts;
import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.counting.SloCounts.Suspension;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompositeCountsTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofDays(1));
    private static final Instant AT = NOW.minus(Duration.ofHours(1));

    private static final SloDefinition COMPOSITE = TestDefinitions.slo("""
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: journey}
            spec:
              service: checkout
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1d, isRolling: true}]
              objectives: [{target: 0.9, timeSliceTarget: 1, timeSliceWindow: 5m}]
              indicator:
                metadata: {name: parts}
                spec:
                  ratioMetric:
                    rawType: success
                    raw:
                      metricSource:
                        type: milepost
                        spec: {parts: [{slo: one}, {slo: two, objective: strict, weight: 2}]}
            """);

    @Test
    void countsSlicesOfParts() {
        var counts = of(part("one", "", Counts.of(1, 0)), part("two", "strict", Counts.of(1, 1)));

        assertThat(counts.series().validCounts(day())).isEqualTo(Counts.of(1, 2));
        assertThat(counts.series().validCounts(new TimeRange(AT, AT.plusSeconds(300))))
                .isEqualTo(Counts.of(1, 2));
        assertThat(counts.progress()).isEqualTo(Progress.COMPLETE);
        assertThat(counts.missingParts()).isEmpty();
    }

    @Test
    void countsOthersIfPartIsMissing() {
        var counts = of(part("one", "", Counts.of(1, 0)), part("two", "another", Counts.of(0, 1)));

        assertThat(counts.series().validCounts(day())).isEqualTo(Counts.of(1, 0));
        assertThat(counts.missingParts()).containsExactly("two (strict)");
        assertThat(of().missingParts()).containsExactly("one", "two (strict)");
    }

    @Test
    void isCompleteWithItsParts() {
        var incomplete = new Progress(false, AT, null);
        var suspended = new Progress(true, null, null, new Suspension(AT, NOW));

        var counts = of(part("one", "", Counts.NONE, incomplete), part("two", "strict", Counts.NONE, suspended));

        assertThat(counts.progress().complete()).isFalse();
        assertThat(counts.progress().readBackTo()).isEqualTo(AT);
        assertThat(counts.progress().suspension()).isEqualTo(new Suspension(AT, NOW));
    }

    @Test
    void leavesOtherSlosAsTheyAre() {
        var one = part("one", "", Counts.of(1, 0));

        assertThat(CompositeCounts.of(List.of(one), ActiveCorrections.NONE, NOW).of(one, FROM))
                .isSameAs(one);
    }

    @Test
    void listsBadSlicesWithTheirParts() {
        var own = new SloCounts(COMPOSITE, COMPOSITE, CountSeries.NONE, FROM, Progress.COMPLETE);
        var composites = composites(part("one", "", Counts.of(1, 0)), part("two", "strict", Counts.of(1, 1)));

        var source = BadEventSource.of(composites.of(own, FROM), ExcludedTime.NONE, NOW)
                .withSlices(composites.slices(COMPOSITE.slo(), FROM));

        assertThat(source.silences()).singleElement().satisfies(bad -> {
            assertThat(bad.at()).isEqualTo(AT);
            assertThat(bad.until()).isEqualTo(AT.plusSeconds(300));
            assertThat(bad.reason()).isEqualTo("Bad parts: two (strict).");
        });
    }

    private static SloCounts of(SloCounts... parts) {
        var own = new SloCounts(COMPOSITE, COMPOSITE, CountSeries.NONE, FROM, Progress.COMPLETE);
        return composites(parts).of(own, FROM);
    }

    private static CompositeCounts composites(SloCounts... parts) {
        return CompositeCounts.of(List.of(parts), ActiveCorrections.NONE, NOW);
    }

    private static SloCounts part(String name, String objective, Counts counts) {
        return part(name, objective, counts, Progress.COMPLETE);
    }

    private static SloCounts part(String name, String objective, Counts counts, Progress progress) {
        var slo = TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: checkout
                  budgetingMethod: Occurrences
                  objectives: [{displayName: "%s", target: 0.9}]
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(name, objective));
        return new SloCounts(slo, slo, CountSeries.of(Map.of(AT.plusSeconds(60), counts)), FROM, progress);
    }

    private static TimeRange day() {
        return new TimeRange(FROM, NOW);
    }
}
