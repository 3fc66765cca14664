package dev.milepost.slo.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.slo.attribution.GroupEvaluator.GroupStatus;
import dev.milepost.slo.counting.OutcomeLabels;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.ObjectiveState;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.SliMeasurement;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.objectives.TimeSlicing;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupEvaluatorTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:07:00Z");
    private static final EvaluationTime MOMENT = new EvaluationTime(NOW, Instant.EPOCH);

    private static final List<Slo> SLOS = List.of(
            slo("Occurrences", "[{target: 0.95}]", "[{duration: 28d, isRolling: true}]"),
            slo(
                    "Timeslices",
                    "[{target: 0.9, timeSliceTarget: 0.8, timeSliceWindow: 1h},"
                            + " {target: 0.9, timeSliceTarget: 0.5, timeSliceWindow: 4h}]",
                    "[{duration: 7d, isRolling: true}]"),
            // Of which neither divides the window
            slo(
                    "Timeslices",
                    "[{target: 0.9, timeSliceTarget: 0.8, timeSliceWindow: 7h},"
                            + " {target: 0.9, timeSliceTarget: 0.5, timeSliceWindow: 11h}]",
                    "[{duration: 8d, isRolling: true}]"),
            slo(
                    "RatioTimeslices",
                    "[{target: 0.9, timeSliceWindow: 30m}]",
                    "[{duration: 1M, calendar: {startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin}}]"));

    private record LabelledOutcome(OutcomeLabels labels, Outcome outcome) {}

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /** A law: groups add up to the whole, and each is what it would be if there were no others. */
    @ParameterizedTest
    @MethodSource("seeds")
    void groupsAddUpToTotal(long seed) {
        var random = new Random(seed);
        var outcomes = random.ints(400)
                .mapToObj(number -> new LabelledOutcome(labels(random, 6), outcome(random)))
                .toList();
        List<TimeRange> corrected = random.nextBoolean()
                ? List.of()
                : List.of(
                        range(random.nextInt(20_000), 300),
                        range(25_000 + random.nextInt(10_000), 1 + random.nextInt(2000)));

        for (var slo : SLOS) {
            for (var dimension : OutcomeDimension.values()) {
                var evaluator = new GroupEvaluator(slo, MOMENT, corrected);

                var groups = evaluator.groups(dimension, counted(outcomes, evaluator.boundaries()));

                var whole = evaluate(slo, outcomes, corrected, labels -> true);
                for (int i = 0; i < slo.objectives().size(); i++) {
                    assertThat(sum(groups, i)).isEqualTo(whole.get(i).counts());
                }
                for (var group : groups) {
                    var alone = evaluate(
                            slo, outcomes, corrected, labels -> Objects.equals(group.key(), dimension.key(labels)));
                    assertThat(group.keys()).isEqualTo(group.key() == null ? 0 : 1);
                    for (int i = 0; i < alone.size(); i++) {
                        var found = group.objectives().get(i).measure();
                        assertThat(found.good())
                                .isEqualByComparingTo(alone.get(i).measure().good());
                        assertThat(found.bad())
                                .isEqualByComparingTo(alone.get(i).measure().bad());
                        assertThat(group.objectives().get(i).state())
                                .isEqualTo(alone.get(i).state());
                    }
                }
            }
        }
    }

    @Test
    void evaluatesEachGroupByItsEvents() {
        var counts = new ArrayList<LabelCount>();
        counts.add(count("2.0.0", Outcome.Kind.GOOD, 400));
        counts.add(count("2.1.0", Outcome.Kind.BAD, 1));
        counts.add(count("2.1.0", Outcome.Kind.GOOD, 3));
        counts.add(count("2.2.0", Outcome.Kind.EXCLUDED, 7));
        counts.add(count("1.0.0", Outcome.Kind.BAD, 12));

        var groups =
                new GroupEvaluator(SLOS.get(0), MOMENT, List.of()).groups(OutcomeDimension.TEMPLATE_VERSION, counts);

        assertThat(groups)
                .extracting(GroupStatus::key)
                .containsExactly(
                        "springboot-service@2.0.0",
                        "springboot-service@1.0.0",
                        "springboot-service@2.2.0",
                        "springboot-service@2.1.0");
        assertThat(groups)
                .extracting(group -> group.objectives().get(0).state())
                .containsExactly(
                        ObjectiveState.MET,
                        ObjectiveState.BREACHED,
                        ObjectiveState.NO_DATA,
                        ObjectiveState.INSUFFICIENT_DATA);
        assertThat(groups.get(2).objectives().get(0).sli()).isNull();
        assertThat(groups.get(1).objectives().get(0).budget().remaining()).isEqualByComparingTo("-11.4");
    }

    /** That a plugin said nothing for a minute is the fault of none of the others. */
    @Test
    void attributesMissingDataToNoGroup() {
        var slo = slo(
                "Timeslices",
                "[{target: 0.9, timeSliceTarget: 1, timeSliceWindow: 1h}]",
                "[{duration: 1d, isRolling: true}]");
        var loud = slo.objectives().get(0);
        var timeSlicing = loud.timeSlicing().orElseThrow();
        var silent = new Slo(
                slo.name(),
                slo.description(),
                slo.indicator(),
                slo.window(),
                List.of(new Objective(
                        "",
                        loud.target(),
                        Optional.of(new TimeSlicing(
                                timeSlicing.window(), timeSlicing.target(), TimeSlicing.EmptySlices.BAD)))),
                slo.ownRules());
        var at = NOW.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
        var labels = new OutcomeLabels("spring", null, null, null, null);

        var groups = new GroupEvaluator(silent, MOMENT, List.of())
                .groups(
                        OutcomeDimension.TEMPLATE_VERSION,
                        List.of(new LabelCount(labels, at, null, Outcome.Kind.GOOD, "", 2)));

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.key()).isEqualTo("spring");
            assertThat(group.objectives().get(0).measure()).isEqualTo(SliMeasurement.of(1, 0));
        });
    }

    @Test
    void sumsSmallestGroups() {
        var counts = new ArrayList<LabelCount>();
        for (int i = 0; i < GroupEvaluator.MAX_GROUPS + 20; i++) {
            counts.add(count("1.%d.0".formatted(i), Outcome.Kind.GOOD, 1000 - i));
        }

        var groups =
                new GroupEvaluator(SLOS.get(0), MOMENT, List.of()).groups(OutcomeDimension.TEMPLATE_VERSION, counts);

        assertThat(groups).hasSize(GroupEvaluator.MAX_GROUPS + 1);
        assertThat(groups.get(0).key()).isEqualTo("springboot-service@1.0.0");
        assertThat(groups.get(GroupEvaluator.MAX_GROUPS).key()).isNull();
        assertThat(groups.get(GroupEvaluator.MAX_GROUPS).keys()).isEqualTo(20);
        assertThat(sum(groups, 0).total())
                .isEqualTo(counts.stream().mapToLong(LabelCount::count).sum());
    }

    private static LabelCount count(String version, Outcome.Kind kind, long count) {
        var labels = new OutcomeLabels("springboot-service", version, null, null, null);
        var from = NOW.minus(Duration.ofDays(28));
        return new LabelCount(labels, from, null, kind, kind == Outcome.Kind.EXCLUDED ? "cancelled" : "", count);
    }

    private static Counts sum(List<GroupStatus> groups, int objective) {
        var excluded = new java.util.TreeMap<String, Long>();
        long good = 0;
        long bad = 0;
        for (var group : groups) {
            var events = group.objectives().get(objective).counts();
            good += events.good();
            bad += events.bad();
            events.excluded().forEach((reason, count) -> excluded.merge(reason, count, Long::sum));
        }
        return new Counts(good, bad, excluded);
    }

    /** As the database counts them. */
    private static List<LabelCount> counted(List<LabelledOutcome> outcomes, List<Instant> edges) {
        var counts = new ArrayList<LabelCount>();
        for (var one : outcomes) {
            var at = one.outcome().at();
            if (!at.isBefore(edges.get(0)) && at.isBefore(edges.get(edges.size() - 1))) {
                var cell = edges.stream().filter(edge -> !edge.isAfter(at)).reduce(edges.get(0), (a, b) -> b);
                counts.add(new LabelCount(
                        one.labels(),
                        cell,
                        null,
                        one.outcome().kind(),
                        one.outcome().reason(),
                        1));
            }
        }
        return counts;
    }

    private static List<Evaluation> evaluate(
            Slo slo, List<LabelledOutcome> outcomes, List<TimeRange> corrected, Predicate<OutcomeLabels> meant) {
        var steps = new HashMap<Instant, Counts>();
        outcomes.stream()
                .filter(one -> meant.test(one.labels()))
                .forEach(one -> steps.merge(
                        one.outcome().at().truncatedTo(ChronoUnit.MINUTES), Counts.of(one.outcome()), Counts::plus));
        var series = CountSeries.of(steps).excluding(corrected, "corrected");
        return slo.objectives().stream()
                .map(objective -> Evaluation.of(slo, objective, series, MOMENT))
                .toList();
    }

    private static OutcomeLabels labels(Random random, int many) {
        return new OutcomeLabels(
                any(random, many), any(random, many), any(random, many), any(random, many), any(random, many));
    }

    private static @Nullable String any(Random random, int many) {
        int number = random.nextInt(many + 1);
        return number == many ? null : "n" + number;
    }

    private static Outcome outcome(Random random) {
        var at = NOW.minusSeconds(random.nextInt(35 * 86_400));
        return switch (random.nextInt(10)) {
            case 0 -> new Outcome(Outcome.Kind.EXCLUDED, at, "cancelled");
            case 1 -> new Outcome(Outcome.Kind.EXCLUDED, at, "invalid_input");
            case 2, 3, 4 -> new Outcome(Outcome.Kind.BAD, at, "");
            default -> new Outcome(Outcome.Kind.GOOD, at, "");
        };
    }

    private static TimeRange range(int minutesAgo, int minutes) {
        var from = NOW.minus(Duration.ofMinutes(minutesAgo + minutes));
        return new TimeRange(from, from.plus(Duration.ofMinutes(minutes)));
    }

    private static Slo slo(String method, String objectives, String window) {
        var yaml = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: runs}
                spec:
                  service: scaffolder
                  budgetingMethod: %s
                  objectives: %s
                  timeWindow: %s
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [scaffold.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(method, objectives, window);
        return SloReader.read(OpenSloReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML))
                .get(0);
    }
}
