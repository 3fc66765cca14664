package dev.milepost.events.pipeline;

/**
 * How far the pipeline is.
 *
 * @param accepted events that the raw topic has taken
 * @param enriched events that the enriched topic has taken
 * @param projected enriched events that are in the log, were known already, or could not be projected
 * @param duplicates events that the log knew already
 * @param quarantined events that are missing from the numbers, since they could not be processed
 * @param lagEvents events on their way; 0 says that all that was accepted before the question is in the answers
 * @param lagSeconds since when the oldest event on its way has waited
 */
record PipelineStatus(
        long accepted,
        long enriched,
        long projected,
        long duplicates,
        long quarantined,
        long lagEvents,
        double lagSeconds) {}
