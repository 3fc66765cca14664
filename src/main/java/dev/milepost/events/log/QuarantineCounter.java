package dev.milepost.events.log;

import java.time.Instant;

/** How many events could not be processed, told to the answers that they are missing from by the pipeline. */
public interface QuarantineCounter {

    /** Of those that are in quarantine, how many happened in {@code [from, to)}. */
    long count(Instant from, Instant to);
}
