package dev.milepost.slo.objectives;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns events into good and bad outcomes. It is a function of the set of events; their order does not matter. */
public sealed interface Indicator permits RatioIndicator, DurationIndicator, CompositeIndicator, MeteredIndicator {

    /** Returns the event types that the indicator reads. */
    Set<String> types();

    /** Returns a text of the whole indicator. Indicators with equal texts produce equal outcomes. */
    String canonicalText();

    /** Returns all filters, each of which may be evaluated for each event. */
    Stream<EventFilter> filters();

    /** Returns the fields of event data that the indicator reads. */
    ReadFields fields();

    /** Returns the texts that the filters of events require in a field of the data by {@code ==}; usually at most one. */
    Set<String> required(String field);

    /** Returns the key that the events of one outcome share; empty if the indicator ignores the event. */
    Optional<String> groupingKey(SliEvent event);

    /** Returns the outcome of the events of one key. */
    Outcome outcome(Collection<SliEvent> events);

    /**
     * Returns the duration behind a valid outcome; empty if it is not valid or the indicator does not measure
     * durations.
     */
    default Optional<Duration> duration(Collection<SliEvent> events) {
        return Optional.empty();
    }

    /** Returns the condition for a good duration; empty if the indicator does not measure durations. */
    default Optional<Threshold> goodDuration() {
        return Optional.empty();
    }

    /** Returns why the outcome of the events of one key is bad, in a sentence. */
    String whyBad(Collection<SliEvent> events);

    /**
     * Returns the events of one key that decide the outcome, at most two. They and any further events have the same
     * outcome as all events together.
     */
    List<SliEvent> decidingEvents(Collection<SliEvent> events);
}
