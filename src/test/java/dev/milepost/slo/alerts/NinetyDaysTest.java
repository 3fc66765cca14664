package dev.milepost.slo.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.alerts.NinetyDays.Emitter;
import dev.milepost.slo.alerts.NinetyDays.Result;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.slo.objectives.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages against the outages of ninety days at the volumes of a platform. The documentation has the table of results. */
class NinetyDaysTest {

    private static final Path DOCUMENTATION = Path.of("docs/objectives.md");

    @Test
    void pagesForOutagesOnly() throws IOException {
        var results = new ArrayList<Result>();
        var dead = new TimeRange(at(60, 9, 0), at(63, 9, 0));
        results.add(run(
                probes("99.5"),
                new Emitter("probe every 5 minutes", Duration.ofMinutes(5), 0, 0.001, 1, outages(), dead),
                1));
        // Two weeks, since a silence of people is longer than that of a probe.
        var away = new TimeRange(at(60, 9, 0), at(74, 9, 0));
        for (int runs : new int[] {5, 50, 500}) {
            results.add(run(
                    probes("95"),
                    new Emitter("%d runs a day".formatted(runs), null, runs, 0.005, 0.8, workingOutages(), away),
                    runs));
        }

        assertThat(results).allSatisfy(result -> {
            assertThat(result.falsePages()).as("false pages of " + result).isZero();
            assertThat(result.falseDeaths()).as("false deaths of " + result).isZero();
            assertThat(result.deathToldAfter()).as("death of " + result).isPresent();
        });
        assertThat(Files.readString(DOCUMENTATION)).contains(table(results));
    }

    private static Result run(SloDefinition slo, Emitter emitter, long seed) {
        return new NinetyDays(slo, emitter, seed).run();
    }

    /** Of ten minutes to four hours, at any time of the day. */
    private static List<TimeRange> outages() {
        return List.of(
                outage(12, 3, 10), outage(20, 14, 20), outage(29, 22, 60), outage(40, 10, 30), outage(50, 1, 240));
    }

    /** Of one to eight hours, on working days. */
    private static List<TimeRange> workingOutages() {
        return List.of(
                outage(11, 9, 60), outage(21, 10, 120), outage(31, 8, 480), outage(42, 13, 180), outage(52, 9, 240));
    }

    private static TimeRange outage(int day, int hour, int minutes) {
        var from = at(day, hour, 7);
        return new TimeRange(from, from.plus(Duration.ofMinutes(minutes)));
    }

    private static Instant at(int day, int hour, int minute) {
        return NinetyDays.START
                .plus(Duration.ofDays(day))
                .plus(Duration.ofHours(hour))
                .plus(Duration.ofMinutes(minute));
    }

    private static SloDefinition probes(String percent) {
        return TestDefinitions.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: ninety-days}
                spec:
                  service: sample
                  budgetingMethod: Occurrences
                  timeWindow: [{duration: 28d, isRolling: true}]
                  objectives: [{targetPercent: %s}]
                  indicator:
                    metadata: {name: events}
                    spec:
                      ratioMetric:
                        total: {metricSource: {type: milepost, spec: {events: [probe.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: data.status == "success"}}}
                """.formatted(percent));
    }

    private static String table(List<Result> results) {
        return results.stream().map(NinetyDaysTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Result result) {
        var paged = result.pages().stream().filter(Objects::nonNull).count();
        return "| %s | %d | %d of %d | %s | %d | %s |"
                .formatted(
                        result.emitter().name(),
                        result.events(),
                        paged,
                        result.pages().size(),
                        IntStream.range(0, result.pages().size())
                                .mapToObj(i -> minutes(
                                        result.pages().get(i), result.tickets().get(i)))
                                .collect(Collectors.joining(", ")),
                        result.falsePages(),
                        result.deathToldAfter().map(NinetyDaysTest::time).orElse("never"));
    }

    private static String time(long minutes) {
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
    }

    private static String minutes(@Nullable Long page, @Nullable Long ticket) {
        return page != null ? page.toString() : ticket != null ? "ticket " + ticket : "none";
    }
}
