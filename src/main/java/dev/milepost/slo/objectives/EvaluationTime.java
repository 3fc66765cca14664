package dev.milepost.slo.objectives;

import java.time.Instant;

/**
 * The time of an evaluation.
 *
 * @param observedSince since when events are observed; a lack of events before is not evidence
 */
public record EvaluationTime(Instant now, Instant observedSince) {}
