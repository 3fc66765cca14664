package dev.milepost.events.log;

import java.time.Instant;

/** Counts events in quarantine, for results that do not include them. The pipeline implements it. */
public interface QuarantinedEventCount {

    /** Returns the number of events in quarantine whose time is in {@code [from, to)}. */
    long count(Instant from, Instant to);
}
