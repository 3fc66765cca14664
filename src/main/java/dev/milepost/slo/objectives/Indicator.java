package dev.milepost.slo.objectives;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes of events what is good and bad. A function of the set of events: in which order they came says nothing. */
public sealed interface Indicator permits RatioIndicator, DurationIndicator {

    /** The types of events that it looks at. */
    Set<String> types();

    /** All of it as a text: what has the same makes the same of events. */
    String canonicalText();

    /** All that it reads of the data of events. */
    ReadFields fields();

    /** What events are to be judged together; empty where an event says nothing to it. */
    Optional<String> groupingKey(SliEvent event);

    /** What becomes of the events of one key. */
    Outcome outcome(Collection<SliEvent> events);

    /** How long what a valid outcome is made of took; empty where it is not valid, and where durations say nothing. */
    default Optional<Duration> duration(Collection<SliEvent> events) {
        return Optional.empty();
    }

    /** What a good duration is; empty where durations say nothing. */
    default Optional<Threshold> goodDuration() {
        return Optional.empty();
    }

    /**
     * Those of the events of one key that matter, at most two: whatever comes beside them, the outcome is that of all.
     */
    List<SliEvent> decidingEvents(Collection<SliEvent> events);
}
