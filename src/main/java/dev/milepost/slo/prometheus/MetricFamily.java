package dev.milepost.slo.prometheus;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the series of one metric. */
final class MetricFamily {

    private final String name;
    private final String help;
    private final List<String> labels;
    private final List<Sample> samples = new ArrayList<>();

    MetricFamily(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** @param value null if unknown, then no series is added */
    void add(@Nullable Number value, String... values) {
        if (value != null) {
            samples.add(new Sample(name, labels, List.of(values), value.doubleValue()));
        }
    }

    /** Adds one of the series of a histogram. */
    void addHistogramSample(String suffix, List<String> more, double value, String... values) {
        var names = suffix.equals("_bucket")
                ? Stream.concat(labels.stream(), Stream.of("le")).toList()
                : labels;
        samples.add(new Sample(
                name + suffix,
                names,
                Stream.concat(Stream.of(values), more.stream()).toList(),
                value));
    }

    /** Returns the series with one label more. */
    static MetricFamilySamples labelled(MetricFamilySamples family, String name, String value) {
        return new MetricFamilySamples(
                family.name,
                family.type,
                family.help,
                family.samples.stream()
                        .map(sample -> new Sample(
                                sample.name,
                                with(sample.labelNames, name),
                                with(sample.labelValues, value),
                                sample.value))
                        .toList());
    }

    private static List<String> with(List<String> values, String more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }

    MetricFamilySamples gauge() {
        return new MetricFamilySamples(name, Collector.Type.GAUGE, help, samples);
    }

    MetricFamilySamples histogram() {
        return new MetricFamilySamples(name, Collector.Type.HISTOGRAM, help, samples);
    }
}
