package dev.milepost.objectives;

import java.time.Instant;

/**
 * When a question is asked.
 *
 * @param since from when on anything was listened for: silence before it says nothing
 */
public record Moment(Instant now, Instant since) {}
