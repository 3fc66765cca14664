package dev.milepost.events.log;

import dev.milepost.events.golden.GoldenEvent;
import java.util.List;

/**
 * What a feature makes of new events. It is called within the transaction that adds the events to the log, with each
 * event exactly once in the life of the database, in no order that may be relied on.
 */
public interface Projection {

    /** Takes the new events of a batch. A data exception makes the log find the event at fault and quarantine it. */
    void apply(List<GoldenEvent> events);
}
