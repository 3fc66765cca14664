package dev.milepost.events.log;

import java.time.Instant;
import java.util.Optional;

/** What a feature has taken from the log and not yet put into its answers; the pipeline's lag counts it. */
public interface Backlog {

    /** How many events still wait; 0 once the answers hold all that was projected before the question. */
    long events();

    /** When the oldest of them was projected; empty if none waits. */
    Optional<Instant> oldest();
}
