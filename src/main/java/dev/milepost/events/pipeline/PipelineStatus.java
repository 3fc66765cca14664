package dev.milepost.events.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.milepost.events.log.Backlog;
import org.jspecify.annotations.Nullable;

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
 * @param recomputing the progress of recomputing all services with changed settings; null if none is left
 */
record PipelineStatus(
        long accepted,
        long enriched,
        long projected,
        long duplicates,
        long quarantined,
        long postponedServices,
        long lagEvents,
        double lagSeconds,
        @JsonInclude(Include.NON_NULL) Backlog.@Nullable Recomputing recomputing) {}
