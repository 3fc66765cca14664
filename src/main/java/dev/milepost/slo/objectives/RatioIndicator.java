package dev.milepost.slo.objectives;

import dev.milepost.platform.collections.Copies;
import dev.milepost.platform.text.Shorten;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ratio of good to valid events.
 *
 * @param by the fields that reports on one thing share, of which the latest report counts; empty if each event counts
 * @param filter selects events; empty for all of the types. Other events are ignored, also when the latest is
 * determined
 * @param undecided selects reports that a later one decides; empty if each report decides
 * @param good the condition for a good event
 * @param inverted true if {@code good} is the condition for a bad event
 * @param missingIsBad true if an event for which {@code good} cannot be evaluated is bad; else it is excluded
 */
public record RatioIndicator(
        Set<String> types,
        List<FieldPath> by,
        Optional<EventFilter> filter,
        Exclusions exclusions,
        Optional<Undecided> undecided,
        EventFilter good,
        boolean inverted,
        boolean missingIsBad)
        implements Indicator {

    /**
     * Reports that are neither good nor bad yet.
     *
     * @param within how long after its time a report can be decided; then it is bad
     */
    public record Undecided(EventFilter when, Duration within) {}

    /** Creates an indicator whose reports all decide. */
    public RatioIndicator(
            Set<String> types,
            List<FieldPath> by,
            Optional<EventFilter> filter,
            Exclusions exclusions,
            EventFilter good,
            boolean inverted) {
        this(types, by, filter, exclusions, Optional.empty(), good, inverted, false);
    }

    /** The longest value in an explanation. */
    private static final int MOST_SHOWN = 100;

    public RatioIndicator {
        types = Copies.set(types);
        by = List.copyOf(by);
    }

    @Override
    public String canonicalText() {
        return "ratio of %s by %s, %s, %s, good %s, inverted %s"
                        .formatted(new TreeSet<>(types), by, filter, exclusions, good, inverted)
                + undecided.map(rule -> ", " + rule).orElse("")
                + (missingIsBad ? ", missing is bad" : "");
    }

    @Override
    public Stream<EventFilter> filters() {
        return Stream.of(
                        filter.stream(), exclusions.filters(), undecided.map(Undecided::when).stream(), Stream.of(good))
                .flatMap(filters -> filters);
    }

    @Override
    public ReadFields fields() {
        return ReadFields.of(filters(), by.stream());
    }

    @Override
    public Set<String> required(String field) {
        return filter.stream().flatMap(filtered -> filtered.required(field)).collect(Collectors.toSet());
    }

    @Override
    public Optional<String> groupingKey(SliEvent event) {
        if (!types.contains(event.type()) || !isMeant(event)) {
            return Optional.empty();
        }
        return by.isEmpty()
                ? Optional.of(event.source().length() + ":" + event.source() + event.id())
                : FieldPath.groupingKey(by, event);
    }

    @Override
    public Outcome outcome(Collection<SliEvent> events) {
        return latest(events).map(this::outcome).orElse(Outcome.OPEN);
    }

    @Override
    public List<SliEvent> decidingEvents(Collection<SliEvent> events) {
        return latest(events).stream().toList();
    }

    /**
     * Returns true if the filter selects the event or cannot be evaluated. An event that it cannot evaluate must be
     * reported.
     */
    private boolean isMeant(SliEvent event) {
        return filter.flatMap(filtered -> filtered.matches(event)).orElse(true);
    }

    private Optional<SliEvent> latest(Collection<SliEvent> events) {
        return events.stream().filter(event -> types.contains(event.type())).max(SliEvent.IN_TIME);
    }

    private Outcome outcome(SliEvent event) {
        var steps = new EvaluationSteps();
        var meant = filter.map(filtered -> filtered.matches(event, steps)).orElse(Optional.of(true));
        if (meant.isEmpty()) {
            return Outcome.excluded(Exclusions.UNREADABLE, event.time());
        } else if (!meant.get()) {
            return Outcome.OPEN;
        }
        var reason = exclusions.reason(event, steps);
        if (reason.isPresent()) {
            return Outcome.excluded(reason.get(), event.time());
        }
        if (undecided.isPresent()) {
            var waits = undecided.get().when().matches(event, steps);
            if (waits.isEmpty()) {
                return Outcome.excluded(Exclusions.UNREADABLE, event.time());
            } else if (waits.get()) {
                return Outcome.undecided(
                        event.time(), event.time().plus(undecided.get().within()));
            }
        }
        return good.matches(event, steps)
                .map(holds -> Outcome.valid(holds != inverted, event.time()))
                .orElseGet(() -> missingIsBad
                        ? Outcome.valid(false, event.time())
                        : Outcome.excluded(Exclusions.UNREADABLE, event.time()));
    }

    @Override
    public String whyBad(Collection<SliEvent> events) {
        var event = latest(events);
        if (event.isEmpty()) {
            return "";
        }
        var outcome = outcome(event.get());
        if (outcome.decideBy() != null) {
            return "No report within %s says whether it is good: %s."
                    .formatted(
                            DurationShorthand.of(undecided.orElseThrow().within()),
                            undecided.orElseThrow().when().expression());
        }
        var holds = good.matches(event.get());
        var condition = holds.isEmpty()
                ? "The condition of good events cannot be evaluated"
                : inverted ? "The condition of bad events holds" : "The condition of good events does not hold";
        return "%s: %s%s".formatted(condition, good.expression(), values(event.get()));
    }

    /** Returns the values that the condition reads, as far as they are short. */
    private String values(SliEvent event) {
        var values = good.fields().paths().stream()
                .filter(path -> !path.isEmpty())
                .map(path -> path(path) + value(path, event))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "." : ", where " + values + ".";
    }

    private static String path(List<String> names) {
        return "data." + String.join(".", names);
    }

    private static String value(List<String> names, SliEvent event) {
        var value = event.data();
        for (var name : names) {
            value = value.path(name);
        }
        return value.isMissingNode() ? " is missing" : " is " + Shorten.to(MOST_SHOWN, value.toString());
    }
}
