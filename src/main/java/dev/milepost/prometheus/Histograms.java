package dev.milepost.prometheus;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.prometheus.Journal.Sum;
import dev.milepost.prometheus.JournalRepository.Page;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Durations as histograms, with a bucket exactly at what divides good from bad. What holds of a bucket is what was counted
 * less what was withdrawn.
 */
final class Histograms {

    private static final int DIGEST_LENGTH = 8;

    private final Family counted = new Family(
            "milepost_slo_duration_seconds", "Durations that were counted for an SLO, ever.", "slo", "definition");
    private final Family withdrawn = new Family(
            "milepost_slo_duration_withdrawn_seconds",
            "Durations among those counted that late events made something else of.",
            "slo",
            "definition");

    private Histograms() {}

    /** Of one bucket, in the order of their bounds. */
    private record Line(String label, Journal journal) {}

    static List<MetricFamilySamples> of(List<DefinedSlo> slos, Map<Page, Map<String, Journal>> pages) {
        var histograms = new Histograms();
        for (var slo : slos) {
            slo.slo().indicator().goodDuration().map(Buckets::of).ifPresent(buckets -> {
                var sums = pages.getOrDefault(new Page(slo.name(), slo.digest()), Map.of());
                var lines = buckets.labels().stream()
                        .map(label -> new Line(label, sums.getOrDefault(label, Journal.NONE)))
                        .toList();
                add(histograms.counted, Journal::added, slo, lines);
                add(histograms.withdrawn, Journal::withdrawn, slo, lines);
            });
        }
        return List.of(histograms.counted.histogram(), histograms.withdrawn.histogram());
    }

    private static void add(Family family, Function<Journal, Sum> part, DefinedSlo slo, List<Line> lines) {
        var definition = slo.digest().substring(0, DIGEST_LENGTH);
        var upTo = Sum.NONE;
        for (var line : lines) {
            upTo = upTo.plus(part.apply(line.journal()));
            family.addPart("_bucket", List.of(line.label()), upTo.count(), slo.name(), definition);
        }
        family.addPart("_count", List.of(), upTo.count(), slo.name(), definition);
        family.addPart("_sum", List.of(), upTo.seconds().doubleValue(), slo.name(), definition);
    }
}
