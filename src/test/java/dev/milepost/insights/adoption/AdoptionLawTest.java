package dev.milepost.insights.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.outcomes.ServiceUpgrades.OutcomeTotals;
import dev.milepost.upgrades.plans.PlanStatistics.PlanTotals;
import dev.milepost.upgrades.scaffolding.RunHistory.RecordedRun;
import dev.milepost.upgrades.scaffolding.ScaffoldRun;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures of random histories against a plain computation of each, hour by hour. */
class AdoptionLawTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final int HOURS = 60;
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.10.0", "2.0.0");

    @Seeds(bounded = 60, all = 300)
    void countsRunsLikeTheReference(long seed) {
        var random = new Random(seed);
        var runs = runs(random);
        int from = random.nextInt(HOURS);
        int to = from + 1 + random.nextInt(HOURS - from);
        var told = runs.stream()
                .filter(run -> run.endedOrStartedAt().isBefore(hour(to)))
                .toList();

        var figures = figures(told, new Timeframe(hour(from), hour(to)));

        int count = 0;
        int ended = 0;
        int succeeded = 0;
        long saved = 0;
        long unknown = 0;
        var byVersion = new TreeMap<String, Long>();
        for (var run : runs) {
            var ends = run.run().completedAt() != null
                    ? run.run().completedAt()
                    : run.run().startedAt();
            if (ends != null && !ends.isBefore(hour(from)) && ends.isBefore(hour(to))) {
                count++;
                ended += run.run().status() == ScaffoldRun.Status.RUNNING ? 0 : 1;
                byVersion.merge(String.valueOf(run.run().version()), 1L, Long::sum);
                if (run.run().status() == ScaffoldRun.Status.SUCCESS) {
                    succeeded++;
                    if (run.run().kind() == ScaffoldRun.Kind.CREATE) {
                        saved += run.timeSavedSeconds() == null ? 0 : run.timeSavedSeconds();
                        unknown += run.timeSavedSeconds() == null ? 1 : 0;
                    }
                }
            }
        }
        assertThat(figures.count()).isEqualTo(count);
        assertThat(figures.succeeded()).isEqualTo(succeeded);
        assertThat(figures.byVersion()).isEqualTo(byVersion);
        assertThat(figures.timeSaved().seconds()).isEqualTo(saved);
        assertThat(figures.timeSaved().unknown()).isEqualTo(unknown);
        assertThat(figures.success().ratio()).isEqualTo(ended == 0 ? null : (Double) ((double) succeeded / ended));
        assertThat(figures.timeToFirstSuccess().count()).isEqualTo(firstSuccesses(runs, hour(from), hour(to)));
    }

    /** A law: of runs only the set counts. */
    @Seeds(bounded = 60, all = 300)
    void ignoresTheOrderOfRuns(long seed) {
        var random = new Random(seed);
        var runs = runs(random);
        var shuffled = new ArrayList<>(runs);
        Collections.shuffle(shuffled, random);
        var window = new Timeframe(hour(10), hour(HOURS));

        assertThat(figures(shuffled, window)).isEqualTo(figures(runs, window));
    }

    @Seeds(bounded = 60, all = 300)
    void countsUpgradesLikeTheReference(long seed) {
        var random = new Random(seed);
        var histories = new TreeMap<String, List<OwnershipPeriod>>();
        for (int n = random.nextInt(8); n >= 0; n--) {
            histories.put("s" + n, history(random));
        }
        int from = random.nextInt(HOURS);
        int to = from + 1 + random.nextInt(HOURS - from);
        int published = random.nextInt(HOURS);
        var version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        var plans = List.of(new PlanTotals(version, 2, 1, 2));

        var outcomes = List.of(new OutcomeTotals("other", 9, 9, 9, 9), new OutcomeTotals(version, 4, 3, 2, 1));

        var figures = UpgradeFigures.of(
                version,
                hour(published),
                new Timeframe(hour(from), hour(to)),
                VersionChange.of("t", histories),
                plans,
                outcomes);

        var offered = new TreeSet<String>();
        var taken = new TreeSet<String>();
        histories.forEach((service, periods) -> {
            for (int h = 0; h < HOURS; h++) {
                var now = at(periods, hour(h));
                var before = at(periods, hour(h).minusSeconds(1));
                boolean within = h >= from && h < to;
                if (within && h >= published && isLower(now, version)) {
                    offered.add(service);
                }
                if (within && isOn(now, version) && isLower(before, version)) {
                    taken.add(service);
                }
            }
        });
        assertThat(figures.offered()).isEqualTo(offered.size());
        assertThat(figures.taken()).isEqualTo(taken.size());
        assertThat(figures.cleanPlans()).isEqualTo(2);
        assertThat(figures.conflictedPlans()).isEqualTo(1);
        assertThat(figures.outcomes()).isEqualTo(new UpgradeFigures.Outcomes(4, 3, 2, 1));
    }

    @Test
    void interpolatesQuantiles() {
        var quantiles = DurationQuantiles.of(
                List.of(Duration.ofSeconds(40), Duration.ofSeconds(10), Duration.ofSeconds(20)), "none");

        assertThat(quantiles.p50Seconds()).isEqualTo(new BigDecimal("20"));
        assertThat(quantiles.p90Seconds()).isEqualTo(new BigDecimal("36"));
        assertThat(DurationQuantiles.of(List.of(), "none")).isEqualTo(new DurationQuantiles(0, null, null, "none"));
    }

    private static RunFigures figures(List<RecordedRun> runs, Timeframe window) {
        var aggregated = new RunAggregator(window);
        runs.forEach(aggregated::add);
        return aggregated.figures();
    }

    private static int firstSuccesses(List<RecordedRun> runs, Instant from, Instant to) {
        var services = new TreeMap<String, Instant>();
        runs.stream()
                .filter(run -> run.run().status() == ScaffoldRun.Status.SUCCESS
                        && run.run().service() != null)
                .sorted(Comparator.comparing(RecordedRun::endedOrStartedAt))
                .forEach(run -> services.putIfAbsent(String.valueOf(run.run().service()), run.endedOrStartedAt()));
        return (int) services.values().stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    private static List<RecordedRun> runs(Random random) {
        var runs = new ArrayList<RecordedRun>();
        for (int n = random.nextInt(30); n > 0; n--) {
            var status = ScaffoldRun.Status.values()[random.nextInt(4)];
            var ended = hour(random.nextInt(HOURS));
            runs.add(new RecordedRun(
                    new ScaffoldRun(
                            "s",
                            "task-" + n,
                            random.nextInt(4) == 0 ? ScaffoldRun.Kind.UPGRADE : ScaffoldRun.Kind.CREATE,
                            status,
                            "t",
                            VERSIONS.get(random.nextInt(VERSIONS.size())),
                            random.nextBoolean() ? "service-" + random.nextInt(5) : null,
                            "team",
                            null,
                            random.nextBoolean() ? (Boolean) random.nextBoolean() : null,
                            status == ScaffoldRun.Status.RUNNING || random.nextBoolean()
                                    ? ended.minusSeconds(random.nextInt(7_200))
                                    : null,
                            status == ScaffoldRun.Status.RUNNING ? null : ended,
                            null,
                            null,
                            "c"),
                    random.nextBoolean() ? (Long) 3_600L : null));
        }
        return runs;
    }

    private static List<OwnershipPeriod> history(Random random) {
        var starts = new TreeSet<Integer>();
        for (int n = random.nextInt(6); n >= 0; n--) {
            starts.add(random.nextInt(HOURS));
        }
        return starts.stream()
                .map(start -> {
                    var template = random.nextInt(4) == 0 ? "other" : "t";
                    return new OwnershipPeriod(
                            hour(start),
                            "team",
                            null,
                            null,
                            null,
                            null,
                            template,
                            VERSIONS.get(random.nextInt(VERSIONS.size())));
                })
                .toList();
    }

    private static @Nullable OwnershipPeriod at(List<OwnershipPeriod> periods, Instant moment) {
        OwnershipPeriod known = null;
        for (var period : periods) {
            known = period.validFrom().isAfter(moment) ? known : period;
        }
        return known;
    }

    private static boolean isOn(@Nullable OwnershipPeriod period, String version) {
        return period != null && "t".equals(period.template()) && version.equals(period.templateVersion());
    }

    private static boolean isLower(@Nullable OwnershipPeriod period, String version) {
        return period != null
                && "t".equals(period.template())
                && VERSIONS.indexOf(period.templateVersion()) < VERSIONS.indexOf(version);
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
