package dev.milepost.slo.prometheus;

import dev.milepost.slo.counting.CountedIndicators.CountedIndicator;
import dev.milepost.slo.prometheus.DurationTotals.Sum;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Duration histograms with a bucket bound exactly between good and bad. The current value of a bucket is the counted
 * total minus the withdrawn total.
 */
final class Histograms {

    private final MetricFamily counted = new MetricFamily(
            "milepost_slo_duration_seconds", "All durations that were ever counted for an SLO.", "slo", "indicator");
    private final MetricFamily withdrawn = new MetricFamily(
            "milepost_slo_duration_withdrawn_seconds",
            "Counted durations that no longer count because of late events.",
            "slo",
            "indicator");

    private Histograms() {}

    /** The totals of one bucket. Lines are ordered by bound. */
    private record Line(String label, DurationTotals totals) {}

    /** @param pages the totals by indicator count id and bucket */
    static List<MetricFamilySamples> of(
            List<CountedIndicator> indicators, Map<Integer, Map<String, DurationTotals>> pages) {
        var histograms = new Histograms();
        for (var counted : indicators) {
            var sums = pages.getOrDefault(counted.indicatorCount(), Map.of());
            counted.indicator().goodDuration().map(Buckets::of).ifPresent(buckets -> {
                var lines = buckets.labels().stream()
                        .map(label -> new Line(label, sums.getOrDefault(label, DurationTotals.NONE)))
                        .toList();
                add(histograms.counted, DurationTotals::added, counted, lines);
                add(histograms.withdrawn, DurationTotals::withdrawn, counted, lines);
            });
        }
        return List.of(histograms.counted.histogram(), histograms.withdrawn.histogram());
    }

    private static void add(
            MetricFamily family, Function<DurationTotals, Sum> part, CountedIndicator counted, List<Line> lines) {
        var indicatorCount = Integer.toString(counted.indicatorCount());
        var upTo = Sum.NONE;
        for (var line : lines) {
            upTo = upTo.plus(part.apply(line.totals()));
            family.addHistogramSample(
                    "_bucket", List.of(line.label()), (double) upTo.count(), counted.slo(), indicatorCount);
        }
        family.addHistogramSample("_count", List.of(), (double) upTo.count(), counted.slo(), indicatorCount);
        family.addHistogramSample("_sum", List.of(), upTo.seconds().doubleValue(), counted.slo(), indicatorCount);
    }
}
