package dev.milepost.slo.objectives;

import java.time.Instant;

/**
 * When a question is asked.
 *
 * @param observedSince from when on anything was listened for: silence before it says nothing
 */
public record EvaluationTime(Instant now, Instant observedSince) {}
