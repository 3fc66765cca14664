package dev.milepost.prometheus;

import dev.milepost.counting.CountedIndicator;
import dev.milepost.prometheus.Journal.Sum;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Durations as histograms, with a bucket exactly at what divides good from bad. What holds of a bucket is what was counted
 * less what was withdrawn.
 */
final class Histograms {

    private final Family counted = new Family(
            "milepost_slo_duration_seconds", "Durations that were counted for an SLO, ever.", "slo", "reckoning");
    private final Family withdrawn = new Family(
            "milepost_slo_duration_withdrawn_seconds",
            "Durations among those counted that late events made something else of.",
            "slo",
            "reckoning");

    private Histograms() {}

    /** Of one bucket, in the order of their bounds. */
    private record Line(String label, Journal journal) {}

    /** @param pages by reckoning and bucket */
    static List<MetricFamilySamples> of(List<CountedIndicator> indicators, Map<Integer, Map<String, Journal>> pages) {
        var histograms = new Histograms();
        for (var counted : indicators) {
            var sums = pages.getOrDefault(counted.reckoning(), Map.of());
            counted.indicator().goodDuration().map(Buckets::of).ifPresent(buckets -> {
                var lines = buckets.labels().stream()
                        .map(label -> new Line(label, sums.getOrDefault(label, Journal.NONE)))
                        .toList();
                add(histograms.counted, Journal::added, counted, lines);
                add(histograms.withdrawn, Journal::withdrawn, counted, lines);
            });
        }
        return List.of(histograms.counted.histogram(), histograms.withdrawn.histogram());
    }

    private static void add(Family family, Function<Journal, Sum> part, CountedIndicator counted, List<Line> lines) {
        var reckoning = Integer.toString(counted.reckoning());
        var upTo = Sum.NONE;
        for (var line : lines) {
            upTo = upTo.plus(part.apply(line.journal()));
            family.addPart("_bucket", List.of(line.label()), (double) upTo.count(), counted.slo(), reckoning);
        }
        family.addPart("_count", List.of(), (double) upTo.count(), counted.slo(), reckoning);
        family.addPart("_sum", List.of(), upTo.seconds().doubleValue(), counted.slo(), reckoning);
    }
}
