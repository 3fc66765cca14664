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

    MetricFamilySamples gauge() {
        return new MetricFamilySamples(name, Collector.Type.GAUGE, help, samples);
    }

    MetricFamilySamples histogram() {
        return new MetricFamilySamples(name, Collector.Type.HISTOGRAM, help, samples);
    }
}
