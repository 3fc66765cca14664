package dev.milepost.slo.objectives;

import dev.milepost.platform.collections.Copies;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ratio of good to valid events.
 *
 * @param by the fields that reports on one thing share, of which the latest report counts; empty if each event counts
 * @param filter selects events; empty for all of the types. Other events are ignored, also when the latest is
 * determined
 * @param good the condition for a good event
 * @param inverted true if {@code good} is the condition for a bad event
 */
public record RatioIndicator(
        Set<String> types,
        List<FieldPath> by,
        Optional<EventFilter> filter,
        Exclusions exclusions,
        EventFilter good,
        boolean inverted)
        implements Indicator {

    public RatioIndicator {
        types = Copies.set(types);
        by = List.copyOf(by);
    }

    @Override
    public String canonicalText() {
        return "ratio of %s by %s, %s, %s, good %s, inverted %s"
                .formatted(new TreeSet<>(types), by, filter, exclusions, good, inverted);
    }

    @Override
    public Stream<EventFilter> filters() {
        return Stream.concat(Stream.concat(filter.stream(), exclusions.filters()), Stream.of(good));
    }

    @Override
    public ReadFields fields() {
        return ReadFields.of(filters(), by.stream());
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
        return good.matches(event, steps)
                .map(holds -> Outcome.valid(holds != inverted, event.time()))
                .orElse(Outcome.excluded(Exclusions.UNREADABLE, event.time()));
    }
}
