package dev.milepost.slo.counting;

import dev.milepost.events.contract.GoldenEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the definitions of {@link SampleSlos} come to, written down straightforwardly over the raw events. */
final class CountingOracle {

    private static final Comparator<GoldenEvent> IN_TIME = Comparator.comparing(GoldenEvent::time)
            .thenComparing(GoldenEvent::source)
            .thenComparing(GoldenEvent::id);

    /** @param outcome good, bad, or why it is excluded */
    record Result(Instant at, String outcome) {}

    record Sum(BigDecimal good, BigDecimal bad) {}

    private final List<Result> results;

    private CountingOracle(List<Result> results) {
        this.results = results;
    }

    /** Runs whose latest report is of success. */
    static CountingOracle success(Collection<GoldenEvent> events) {
        return new CountingOracle(byRun(events, "scaffold.completed").values().stream()
                .map(reports -> reports.stream().max(IN_TIME).orElseThrow())
                .map(report -> new Result(
                        report.time(), said(report, "status").equals("cancelled") ? "cancelled" : outcome(report)))
                .toList());
    }

    /** Reports on one template, each on its own. */
    static CountingOracle reports(Collection<GoldenEvent> events, String template) {
        return new CountingOracle(events.stream()
                .filter(event -> event.type().equals("scaffold.completed"))
                .filter(event -> said(event, "template_id").equals(template)
                        || said(event, "template_id").isEmpty())
                .map(event ->
                        new Result(event.time(), said(event, "template_id").isEmpty() ? "unreadable" : outcome(event)))
                .toList());
    }

    /** Runs that took no longer than some seconds. */
    static CountingOracle latency(Collection<GoldenEvent> events, long seconds) {
        var starts = byRun(events, "scaffold.started");
        var results = new ArrayList<Result>();
        byRun(events, "scaffold.completed").forEach((run, reports) -> {
            var end = reports.stream()
                    .filter(report -> said(report, "status").equals("success"))
                    .min(IN_TIME);
            var start = Optional.ofNullable(starts.get(run))
                    .flatMap(all -> all.stream().min(IN_TIME));
            end.ifPresent(report -> results.add(new Result(
                    report.time(),
                    start.map(began -> {
                                var took = Duration.between(began.time(), report.time());
                                return took.isNegative()
                                        ? "negative_duration"
                                        : took.compareTo(Duration.ofSeconds(seconds)) <= 0 ? "good" : "bad";
                            })
                            .orElse("without_start"))));
        });
        return new CountingOracle(results);
    }

    /** By outcome, how many. */
    Map<String, Long> between(Instant from, Instant to) {
        return results.stream()
                .filter(result -> !result.at().isBefore(from) && result.at().isBefore(to))
                .collect(Collectors.groupingBy(Result::outcome, TreeMap::new, Collectors.counting()));
    }

    /**
     * Slices of the epoch, one after the other.
     *
     * @param share from which on one is good; null where each counts by its ratio
     * @param silent from when on one without anything is bad; null for never
     */
    Sum slices(Instant from, Instant to, Duration length, @Nullable BigDecimal share, @Nullable Instant silent) {
        long millis = length.toMillis();
        var bySlice =
                results.stream().collect(Collectors.groupingBy(r -> Math.floorDiv(r.at().toEpochMilli(), millis)));
        var good = BigDecimal.ZERO;
        var bad = BigDecimal.ZERO;
        for (long n = Math.floorDiv(from.toEpochMilli() + millis - 1, millis);
                (n + 1) * millis <= to.toEpochMilli();
                n++) {
            var slice = bySlice.getOrDefault(n, List.of());
            var ups = BigDecimal.valueOf(
                    slice.stream().filter(r -> r.outcome().equals("good")).count());
            var downs = BigDecimal.valueOf(
                    slice.stream().filter(r -> r.outcome().equals("bad")).count());
            if (ups.add(downs).signum() == 0) {
                var counts = silent != null && n * millis >= silent.toEpochMilli();
                bad = counts ? bad.add(BigDecimal.ONE) : bad;
            } else {
                var ratio = ups.divide(ups.add(downs), 18, RoundingMode.HALF_EVEN);
                var part = share == null ? ratio : ratio.compareTo(share) >= 0 ? BigDecimal.ONE : BigDecimal.ZERO;
                good = good.add(part);
                bad = bad.add(BigDecimal.ONE.subtract(part));
            }
        }
        return new Sum(good, bad);
    }

    private static String outcome(GoldenEvent report) {
        return said(report, "status").equals("success") ? "good" : "bad";
    }

    private static Map<String, List<GoldenEvent>> byRun(Collection<GoldenEvent> events, String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .collect(Collectors.groupingBy(event -> event.source() + "|" + said(event, "task_id")));
    }

    private static String said(GoldenEvent event, String field) {
        return event.data().path(field).asText("");
    }
}
