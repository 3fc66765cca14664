package dev.milepost.openslo;

import dev.milepost.objectives.DurationIndicator;
import dev.milepost.objectives.DurationIndicator.End;
import dev.milepost.objectives.Exclusions;
import dev.milepost.objectives.Exclusions.Exclusion;
import dev.milepost.objectives.FieldPath;
import dev.milepost.objectives.Filter;
import dev.milepost.objectives.Indicator;
import dev.milepost.objectives.RatioIndicator;
import dev.milepost.objectives.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads indicators whose metric sources are of type {@code milepost}: of others, nothing is known here. */
final class IndicatorReader {

    private static final String TYPE = "milepost";

    private final Definitions definitions;
    private final Faults faults;

    IndicatorReader(Definitions definitions, Faults faults) {
        this.definitions = definitions;
        this.faults = faults;
    }

    /** @param slo the spec of the objective */
    Optional<Indicator> indicator(Place slo) {
        var inline = slo.of("indicator");
        var found = inline.exists() ? Optional.of(inline) : definitions.find("SLI", slo.of("indicatorRef"), faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var spec = found.get().of("spec");
        return spec.of("ratioMetric").exists() ? ratio(spec.of("ratioMetric")) : duration(spec, slo.of("objectives"));
    }

    private Optional<Indicator> ratio(Place metric) {
        if (metric.of("raw").exists()) {
            faults.add(
                    metric.of("raw").pointer(), "is a ratio of others; here ratios are made of good or bad and total");
            return Optional.empty();
        }
        var inverted = metric.of("bad").exists();
        var total = source(metric.of("total"), OpenSloSchema.TOTAL);
        var part = source(metric.of(inverted ? "bad" : "good"), OpenSloSchema.PART);
        if (total.isEmpty() || part.isEmpty()) {
            return Optional.empty();
        }
        var types =
                total.get().of("events").elements().stream().map(Place::text).collect(Collectors.toSet());
        var filter = optionalFilter(total.get().of("filter"));
        var exclusions = exclusions(total.get().of("exclude"));
        return filter(part.get().of("filter"))
                .map(good -> new RatioIndicator(types, by(total.get()), filter, exclusions, good, inverted));
    }

    private Optional<Indicator> duration(Place spec, Place objectives) {
        var source = source(spec.of("thresholdMetric"), OpenSloSchema.DURATION);
        var threshold = threshold(objectives);
        if (source.isEmpty() || threshold.isEmpty()) {
            return Optional.empty();
        }
        var from = end(source.get().of("from"));
        var to = end(source.get().of("to"));
        var by = by(source.get());
        if (by.isEmpty() && !from.type().equals(to.type())) {
            faults.add(
                    source.get().of("by").pointer(), "is missing: by it the two events are known to belong together");
        } else if (by.isEmpty() && from.time().isEmpty()) {
            faults.add(source.get().of("from").of("time").pointer(), "is missing: one event tells two times");
        }
        return Optional.of(
                new DurationIndicator(from, to, by, exclusions(source.get().of("exclude")), threshold.get()));
    }

    /** What a duration is compared with, in seconds; the specification has exactly one for it. */
    private Optional<Threshold> threshold(Place objectives) {
        var objective = objectives.elements().get(0);
        if (objectives.elements().size() > 1) {
            faults.add(objectives.pointer(), "must be one alone for a thresholdMetric");
        }
        for (var name : List.of("op", "value")) {
            if (!objective.of(name).exists()) {
                faults.add(objective.of(name).pointer(), "is missing");
            }
        }
        return faults.areEmpty()
                ? Optional.of(new Threshold(
                        objective.of("op").text(), objective.of("value").number()))
                : Optional.empty();
    }

    private Optional<Place> source(Place metric, OpenSloSchema schema) {
        var source = metric.of("metricSource");
        var type = source.of("type").optional();
        if (type.isEmpty()) {
            type = definitions
                    .find("DataSource", source.of("metricSourceRef"), faults)
                    .map(found -> found.of("spec").of("type").text());
            if (type.isEmpty()) {
                return Optional.empty();
            }
        }
        if (!type.get().equals(TYPE)) {
            var at = source.of("type").exists() ? source.of("type") : source.of("metricSourceRef");
            faults.add(at.pointer(), "must be milepost to be computed, and is " + type.get());
            return Optional.empty();
        }
        var spec = source.of("spec");
        return schema.judge(spec.value(), spec.pointer(), faults) ? Optional.of(spec) : Optional.empty();
    }

    private End end(Place end) {
        return new End(
                end.of("event").text(),
                optionalFilter(end.of("filter")),
                end.of("time").optional().map(FieldPath::new));
    }

    private static List<FieldPath> by(Place source) {
        return source.of("by").elements().stream()
                .map(path -> new FieldPath(path.text()))
                .toList();
    }

    private Exclusions exclusions(Place exclude) {
        var exclusions = new ArrayList<Exclusion>();
        for (var place : exclude.elements()) {
            filter(place.of("when"))
                    .ifPresent(filter ->
                            exclusions.add(new Exclusion(place.of("reason").text(), filter)));
        }
        return new Exclusions(exclusions);
    }

    private Optional<Filter> optionalFilter(Place place) {
        return place.exists() ? filter(place) : Optional.empty();
    }

    private Optional<Filter> filter(Place place) {
        try {
            return Optional.of(Filter.of(place.text()));
        } catch (Filter.UnusableFilter e) {
            faults.add(place.pointer(), "is no CEL expression of true or false: " + e.getMessage());
            return Optional.empty();
        }
    }
}
