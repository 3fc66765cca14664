package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.CompositeIndicator.Part;
import dev.milepost.slo.objectives.DurationIndicator;
import dev.milepost.slo.objectives.DurationIndicator.End;
import dev.milepost.slo.objectives.EventFilter;
import dev.milepost.slo.objectives.Exclusions;
import dev.milepost.slo.objectives.Exclusions.Exclusion;
import dev.milepost.slo.objectives.FieldPath;
import dev.milepost.slo.objectives.Indicator;
import dev.milepost.slo.objectives.RatioIndicator;
import dev.milepost.slo.objectives.RatioIndicator.Undecided;
import dev.milepost.slo.objectives.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads indicators whose metric sources have the type {@code milepost}. Other types are not supported. */
final class IndicatorReader {

    private static final String TYPE = "milepost";

    /** The filters of one indicator together are compiled within about a second. */
    private static final int MAX_FILTER_CHARACTERS = 10_000;

    private static final Duration MAX_UNDECIDED = Duration.ofDays(30);

    private final OpenSloDocuments openSloDocuments;
    private final FaultCollector faults;
    private final EventVocabulary vocabulary;
    private int filterCharacters;

    IndicatorReader(OpenSloDocuments openSloDocuments, FaultCollector faults, EventVocabulary vocabulary) {
        this.openSloDocuments = openSloDocuments;
        this.faults = faults;
        this.vocabulary = vocabulary;
    }

    /** @param slo the spec of the SLO */
    Optional<Indicator> indicator(DocumentNode slo) {
        var inline = slo.member("indicator");
        var found = inline.exists()
                ? Optional.of(inline)
                : openSloDocuments.find("SLI", slo.member("indicatorRef"), faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var spec = found.get().member("spec");
        return spec.member("ratioMetric").exists()
                ? ratio(spec.member("ratioMetric"))
                : duration(spec, slo.member("objectives"));
    }

    private Optional<Indicator> ratio(DocumentNode metric) {
        if (metric.member("raw").exists()) {
            return composite(metric);
        }
        var inverted = metric.member("bad").exists();
        var total = source(metric.member("total"), OpenSloSchema.TOTAL);
        var part = source(metric.member(inverted ? "bad" : "good"), OpenSloSchema.PART);
        if (total.isEmpty() || part.isEmpty()) {
            return Optional.empty();
        }
        total.get().member("events").elements().forEach(type -> vocabulary.checkType(type, faults));
        var types = total.get().member("events").elements().stream()
                .map(DocumentNode::text)
                .collect(Collectors.toSet());
        var filter = optionalFilter(total.get().member("filter"), types);
        var exclusions = exclusions(total.get().member("exclude"), types);
        var undecided = undecided(total.get().member("undecided"), types);
        return filter(part.get().member("filter"), types)
                .map(good -> new RatioIndicator(
                        types,
                        by(total.get(), types),
                        filter,
                        exclusions,
                        undecided,
                        good,
                        inverted,
                        part.get().member("missing").text().equals("bad")));
    }

    /** Reads the only precomputed ratio that is known: that of the parts of a composite SLO. */
    private Optional<Indicator> composite(DocumentNode metric) {
        var raw = metric.member("raw");
        if (!raw.member("metricSource").member("spec").member("parts").exists()) {
            faults.add(
                    raw.pointer(), "is not supported: define total, and good or bad, or the parts of a composite SLO");
            return Optional.empty();
        }
        var rawType = metric.member("rawType");
        if (!rawType.text().equals("success")) {
            faults.add(rawType.pointer(), "must be success: the parts that are good are counted");
        }
        return source(raw, OpenSloSchema.COMPOSITE).map(spec -> {
            var seen = new TreeSet<String>();
            var parts = new ArrayList<Part>();
            for (var node : spec.member("parts").elements()) {
                var part = new Part(
                        node.member("slo").text(),
                        node.member("objective").text(),
                        node.member("weight").value().asInt(1));
                if (!seen.add(part.label())) {
                    faults.add(node.pointer(), "must be unique, but an earlier part is the same");
                }
                parts.add(part);
            }
            return new CompositeIndicator(parts);
        });
    }

    private Optional<Undecided> undecided(DocumentNode node, Set<String> types) {
        if (!node.exists()) {
            return Optional.empty();
        }
        var within = new WindowReader(faults).fixed(node.member("within"), MAX_UNDECIDED);
        return filter(node.member("when"), types)
                .flatMap(when -> within.map(duration -> new Undecided(when, duration)));
    }

    private Optional<Indicator> duration(DocumentNode spec, DocumentNode objectives) {
        var source = source(spec.member("thresholdMetric"), OpenSloSchema.DURATION);
        var threshold = threshold(objectives);
        if (source.isEmpty() || threshold.isEmpty()) {
            return Optional.empty();
        }
        var from = end(source.get().member("from"));
        var to = end(source.get().member("to"));
        var by = by(source.get(), from.type().equals(to.type()) ? List.of(to.type()) : List.of(from.type(), to.type()));
        if (by.isEmpty() && !from.type().equals(to.type())) {
            faults.add(
                    source.get().member("by").pointer(), "is missing: it names the fields that match the two events");
        } else if (by.isEmpty() && from.time().isEmpty()) {
            faults.add(
                    source.get().member("from").member("time").pointer(),
                    "is missing: a duration within one event needs a field with its start time");
        }
        return Optional.of(new DurationIndicator(
                from, to, by, exclusions(source.get().member("exclude"), List.of(to.type())), threshold.get()));
    }

    /** Returns the threshold of a duration in seconds. The specification allows exactly one. */
    private Optional<Threshold> threshold(DocumentNode objectives) {
        var objective = objectives.elements().get(0);
        if (objectives.elements().size() > 1) {
            faults.add(objectives.pointer(), "must contain exactly one objective for a thresholdMetric");
        }
        for (var name : List.of("op", "value")) {
            if (!objective.member(name).exists()) {
                faults.add(objective.member(name).pointer(), "is missing");
            }
        }
        return faults.isEmpty()
                ? Optional.of(new Threshold(
                        objective.member("op").text(), objective.member("value").number()))
                : Optional.empty();
    }

    private Optional<DocumentNode> source(DocumentNode metric, OpenSloSchema schema) {
        var source = metric.member("metricSource");
        var type = source.member("type").optional();
        if (type.isEmpty()) {
            type = openSloDocuments
                    .find("DataSource", source.member("metricSourceRef"), faults)
                    .map(found -> found.member("spec").member("type").text());
            if (type.isEmpty()) {
                return Optional.empty();
            }
        }
        if (!type.get().equals(TYPE)) {
            var at = source.member("type").exists() ? source.member("type") : source.member("metricSourceRef");
            faults.add(at.pointer(), "must be milepost, but is " + type.get());
            return Optional.empty();
        }
        var spec = source.member("spec");
        return schema.validate(spec.value(), spec.pointer(), faults) ? Optional.of(spec) : Optional.empty();
    }

    private End end(DocumentNode end) {
        vocabulary.checkType(end.member("event"), faults);
        var type = end.member("event").text();
        var time = end.member("time").optional().map(FieldPath::new);
        time.ifPresent(path -> vocabulary.checkField(end.member("time"), path, List.of(type), faults));
        return new End(type, optionalFilter(end.member("filter"), List.of(type)), time);
    }

    private List<FieldPath> by(DocumentNode source, Collection<String> types) {
        var paths = new ArrayList<FieldPath>();
        for (var node : source.member("by").elements()) {
            var path = new FieldPath(node.text());
            // Events without the field belong to no group, so each type must have it.
            types.forEach(type -> vocabulary.checkField(node, path, List.of(type), faults));
            paths.add(path);
        }
        return paths;
    }

    private Exclusions exclusions(DocumentNode exclude, Collection<String> types) {
        var exclusions = new ArrayList<Exclusion>();
        for (var node : exclude.elements()) {
            filter(node.member("when"), types)
                    .ifPresent(filter ->
                            exclusions.add(new Exclusion(node.member("reason").text(), filter)));
        }
        return new Exclusions(exclusions);
    }

    private Optional<EventFilter> optionalFilter(DocumentNode node, Collection<String> types) {
        return node.exists() ? filter(node, types) : Optional.empty();
    }

    private Optional<EventFilter> filter(DocumentNode node, Collection<String> types) {
        filterCharacters += node.text().length();
        if (filterCharacters > MAX_FILTER_CHARACTERS) {
            faults.add(
                    node.pointer(),
                    "is too long: the filters of an indicator have at most %d characters together"
                            .formatted(MAX_FILTER_CHARACTERS));
            return Optional.empty();
        }
        try {
            var filter = EventFilter.of(node.text());
            vocabulary.checkFields(node, filter, types, faults);
            return Optional.of(filter);
        } catch (BoundedCel.InvalidExpression e) {
            faults.add(node.pointer(), "is not a CEL expression with a boolean result: " + e.getMessage());
            return Optional.empty();
        }
    }
}
