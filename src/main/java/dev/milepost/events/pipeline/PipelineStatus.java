package dev.milepost.events.pipeline;

/**
 * The progress of the pipeline.
 *
 * @param accepted events that the raw topic has stored
 * @param enriched events that the enriched topic has stored
 * @param projected enriched events that are in the log, were duplicates, or could not be projected
 * @param duplicates events that were already in the log
 * @param quarantined events that could not be processed and are missing from the numbers
 * @param postponedServices services whose recomputation failed and is tried again after a pause
 * @param lagEvents events in progress; 0 if the results include everything that was accepted before the call
 * @param lagSeconds how long the oldest event in progress has waited, in seconds
 */
record PipelineStatus(
        long accepted,
        long enriched,
        long projected,
        long duplicates,
        long quarantined,
        long postponedServices,
        long lagEvents,
        double lagSeconds) {}
