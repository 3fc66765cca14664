package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.Outcome.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures a duration between two events, or between two times of one event. The earliest start event and the earliest
 * end event count, so that repeated and late reports do not change the result.
 *
 * @param by the fields that both events share; empty if one event has both times
 * @param threshold the condition for a good duration
 */
public record DurationIndicator(End from, End to, List<FieldPath> by, Exclusions exclusions, Threshold threshold)
        implements Indicator {

    static final String WITHOUT_START = "without_start";
    static final String NEGATIVE = "negative_duration";

    public DurationIndicator {
        by = List.copyOf(by);
    }

    /**
     * One end of the duration.
     *
     * @param filter selects events of the type; empty for all
     * @param time the field of the event that has the time; empty for the time of the event itself
     */
    public record End(String type, Optional<EventFilter> filter, Optional<FieldPath> time) {

        Optional<SliEvent> first(Collection<SliEvent> events) {
            return events.stream().filter(this::isMet).min(SliEvent.IN_TIME);
        }

        private boolean isMet(SliEvent event) {
            return type.equals(event.type())
                    && filter.map(filtered -> filtered.matches(event).orElse(false))
                            .orElse(true);
        }
    }

    @Override
    public Set<String> types() {
        return from.type().equals(to.type()) ? Set.of(to.type()) : Set.of(from.type(), to.type());
    }

    @Override
    public String canonicalText() {
        return "duration from %s to %s by %s, %s, good %s".formatted(from, to, by, exclusions, threshold);
    }

    @Override
    public Stream<EventFilter> filters() {
        var ends = Stream.concat(from.filter().stream(), to.filter().stream());
        return Stream.concat(ends, exclusions.filters());
    }

    @Override
    public ReadFields fields() {
        var times = Stream.concat(from.time().stream(), to.time().stream());
        return ReadFields.of(filters(), Stream.concat(times, by.stream()));
    }

    @Override
    public Set<String> required(String field) {
        return Stream.of(from, to)
                .flatMap(end -> end.filter().stream())
                .flatMap(filter -> filter.required(field))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> groupingKey(SliEvent event) {
        if (!from.isMet(event) && !to.isMet(event)) {
            return Optional.empty();
        }
        return by.isEmpty()
                ? Optional.of(event.source().length() + ":" + event.source() + event.id())
                : FieldPath.groupingKey(by, event);
    }

    @Override
    public Outcome outcome(Collection<SliEvent> events) {
        var ending = to.first(events);
        if (ending.isEmpty()) {
            return Outcome.OPEN;
        }
        var end = to.time()
                .flatMap(path -> path.time(ending.get()))
                .orElse(ending.get().time());
        var reason = exclusions.reason(ending.get());
        if (reason.isPresent()) {
            return Outcome.excluded(reason.get(), end);
        }
        var start = start(events);
        if (start.isEmpty()) {
            return Outcome.excluded(WITHOUT_START, end);
        }
        var duration = Duration.between(start.get(), end);
        return duration.isNegative()
                ? Outcome.excluded(NEGATIVE, end)
                : Outcome.valid(threshold.isMetBy(duration), end);
    }

    @Override
    public Optional<Threshold> goodDuration() {
        return Optional.of(threshold);
    }

    @Override
    public Optional<Duration> duration(Collection<SliEvent> events) {
        var outcome = outcome(events);
        return outcome.kind() == Kind.GOOD || outcome.kind() == Kind.BAD
                ? start(events).map(start -> Duration.between(start, outcome.at()))
                : Optional.empty();
    }

    @Override
    public String whyBad(Collection<SliEvent> events) {
        return duration(events)
                .map(duration -> "It took %s seconds, and good is %s %s seconds."
                        .formatted(
                                BigDecimal.valueOf(duration.toMillis(), 3)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                threshold.words(),
                                threshold.seconds().stripTrailingZeros().toPlainString()))
                .orElse("");
    }

    @Override
    public List<SliEvent> decidingEvents(Collection<SliEvent> events) {
        return Stream.of(from.first(events), to.first(events))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<Instant> start(Collection<SliEvent> events) {
        return from.first(events)
                .flatMap(event -> from.time().map(path -> path.time(event)).orElse(Optional.of(event.time())));
    }
}
