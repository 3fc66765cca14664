package dev.milepost.events.log;

import dev.milepost.events.contract.GoldenEvent;
import java.util.List;

/**
 * A feature's projection of new events. It is called in the transaction that appends the events to the log, exactly
 * once for each event in the lifetime of the database. The order of events is not guaranteed.
 */
public interface Projection {

    /**
     * Processes the new events of a batch. After a data exception, the pipeline finds the event that caused it and
     * moves it to quarantine. A projection whose work for a batch has no limit of its own throws {@link BatchTooSlow}.
     */
    void apply(List<GoldenEvent> events);
}
