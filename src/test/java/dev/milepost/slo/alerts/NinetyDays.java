package dev.milepost.slo.alerts;

import dev.milepost.slo.counting.SloCounts.Progress;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.EventFlow;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.StepCounts;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.slo.status.SloStatus;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ninety days of one emitter, minute by minute: what was announced against the outages that there were. Events come when
 * they happen, and one of twenty up to half an hour later.
 */
final class NinetyDays {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAYS = 90;
    private static final Instant END = START.plus(Duration.ofDays(DAYS));
    private static final BudgetObservations NO_BUDGETS = new BudgetObservations(List.of(), BigDecimal.ONE);

    /** How long after an outage its windows still have it. */
    private static final Duration AFTERMATH = Duration.ofHours(6);

    private final SloDefinition slo;
    private final Emitter emitter;
    private final Random random;
    private final PriorityQueue<Event> arriving = new PriorityQueue<>(Comparator.comparing(Event::arrivesAt));
    private final Map<Instant, Counts> counts = new HashMap<>();
    private final Map<AlertKey, Alert> announced = new LinkedHashMap<>();
    private final List<Instant> pages = new ArrayList<>();
    private final List<Instant> tickets = new ArrayList<>();
    private final List<Instant> missing = new ArrayList<>();
    private CountSeries series = CountSeries.NONE;

    /**
     * An emitter and what goes wrong.
     *
     * @param every the interval of a probe; null for runs of people
     * @param runsPerDay of people, on working days from 8 to 18
     * @param noise the share that fails at any time
     * @param failing the share that fails during an outage
     * @param outages not overlapping, ascending
     * @param death when it sends nothing; null if it never stops
     */
    record Emitter(
            String name,
            @Nullable Duration every,
            int runsPerDay,
            double noise,
            double failing,
            List<TimeRange> outages,
            @Nullable TimeRange death) {}

    private record Event(Instant at, Instant arrivesAt, boolean good) {}

    /**
     * What was announced.
     *
     * @param pages the minutes from the beginning of each outage to its page; null for one without a page
     * @param tickets the same for its ticket
     * @param falsePages the pages outside of outages and their aftermath
     * @param deathToldAfter the minutes from the last event to the announcement; empty if the emitter never stopped
     * @param falseDeaths the announcements of missing data while the emitter lived
     */
    record Result(
            Emitter emitter,
            int events,
            List<@Nullable Long> pages,
            List<@Nullable Long> tickets,
            long falsePages,
            Optional<Long> deathToldAfter,
            long falseDeaths) {}

    NinetyDays(SloDefinition slo, Emitter emitter, long seed) {
        this.slo = slo;
        this.emitter = emitter;
        this.random = new Random(seed);
    }

    Result run() {
        int events = happen();
        for (var now = START; now.isBefore(END); now = now.plus(step(now))) {
            arrive(now);
            watch(now);
        }
        return new Result(
                emitter, events, detection(pages), detection(tickets), falsePages(), deathToldAfter(), falseDeaths());
    }

    private int happen() {
        var times = new ArrayList<Instant>();
        for (var day = START; day.isBefore(END); day = day.plus(Duration.ofDays(1))) {
            if (emitter.every() != null) {
                for (var at = day; at.isBefore(day.plus(Duration.ofDays(1))); at = at.plus(emitter.every())) {
                    times.add(at.plusSeconds(random.nextInt(20)));
                }
            } else if (!isWeekend(day)) {
                for (int i = 0; i < emitter.runsPerDay(); i++) {
                    times.add(day.plus(Duration.ofHours(8)).plusSeconds(random.nextInt(10 * 3600)));
                }
            }
        }
        times.removeIf(at -> emitter.death() != null && emitter.death().contains(at));
        for (var at : times) {
            var outage = emitter.outages().stream().anyMatch(range -> range.contains(at));
            var good = random.nextDouble() >= (outage ? emitter.failing() : emitter.noise());
            var late = random.nextInt(20) == 0 ? random.nextInt(1800) : random.nextInt(3);
            arriving.add(new Event(at, at.plusSeconds(late), good));
        }
        return times.size();
    }

    private static boolean isWeekend(Instant day) {
        var name = day.atZone(ZoneOffset.UTC).getDayOfWeek();
        return name == DayOfWeek.SATURDAY || name == DayOfWeek.SUNDAY;
    }

    /** Each minute around outages, where minutes are counted; else every five. */
    private Duration step(Instant now) {
        var near = emitter.outages().stream()
                .anyMatch(outage -> now.isAfter(outage.from().minusSeconds(600))
                        && now.isBefore(outage.to().plus(AFTERMATH)));
        return Duration.ofMinutes(near ? 1 : 5);
    }

    private void arrive(Instant now) {
        var changed = new TreeMap<Instant, Counts>();
        while (!arriving.isEmpty() && !arriving.peek().arrivesAt().isAfter(now)) {
            var event = arriving.remove();
            var minute = event.at().truncatedTo(ChronoUnit.MINUTES);
            counts.merge(minute, event.good() ? Counts.of(1, 0) : Counts.of(0, 1), Counts::plus);
            changed.put(minute, counts.get(minute));
        }
        if (!changed.isEmpty()) {
            var steps = new StepCounts();
            changed.forEach((minute, count) -> {
                steps.set(Outcome.Kind.GOOD, "", minute, count.good());
                steps.set(Outcome.Kind.BAD, "", minute, count.bad());
            });
            series = series.withReplaced(steps);
        }
    }

    private void watch(Instant now) {
        var time = new EvaluationTime(now, START);
        var status = new SloStatus(
                slo,
                time.now(),
                slo.slo().objectives().stream()
                        .map(objective -> Evaluation.of(slo.slo(), objective, series, time))
                        .toList(),
                List.of(),
                objective -> Optional.empty(),
                slo.version(),
                Progress.COMPLETE,
                EventFlow.of(series, List.of(), new TimeRange(slo.slo().lookbackStart(time.now()), time.now()), null),
                null);
        var observations = WatchedObjective.of(status).stream()
                .flatMap(watched -> watched.observe(NO_BUDGETS).stream())
                .toList();
        for (var transition : Transition.all(announced.values(), observations, now)) {
            var alert = transition.alert();
            announced.put(alert.key(), alert);
            if (alert.isRaised() && alert.raisedAt().equals(now)) {
                if (alert.key().kind() == AlertKey.Kind.DATA) {
                    missing.add(now);
                } else if (AlertDetails.read(alert.details())
                        .path("severity")
                        .asText()
                        .equals("page")) {
                    pages.add(now);
                } else {
                    tickets.add(now);
                }
            }
        }
    }

    private List<@Nullable Long> detection(List<Instant> announced) {
        var detection = new ArrayList<@Nullable Long>();
        for (var outage : emitter.outages()) {
            detection.add(announced.stream()
                    .filter(page -> !page.isBefore(outage.from())
                            && page.isBefore(outage.to().plus(AFTERMATH)))
                    .findFirst()
                    .map(page -> Duration.between(outage.from(), page).toMinutes())
                    .orElse(null));
        }
        return detection;
    }

    private long falsePages() {
        return pages.stream()
                .filter(page -> emitter.outages().stream()
                        .noneMatch(outage -> !page.isBefore(outage.from())
                                && page.isBefore(outage.to().plus(AFTERMATH))))
                .count();
    }

    private Optional<Long> deathToldAfter() {
        var death = emitter.death();
        return death == null
                ? Optional.empty()
                : missing.stream()
                        .filter(death::contains)
                        .findFirst()
                        .map(told -> Duration.between(death.from(), told).toMinutes());
    }

    private long falseDeaths() {
        return missing.stream()
                .filter(told -> emitter.death() == null || !emitter.death().contains(told))
                .count();
    }
}
