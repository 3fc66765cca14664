package dev.milepost.events.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.milepost.events.log.Backlog;
import dev.milepost.events.log.UncountedEvents.UncountedEvent;
import dev.milepost.security.backstage.BackstageReads;
import dev.milepost.security.backstage.BackstageStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Computes the progress of the pipeline. The stages are queried in the order in which an event passes them, so that an
 * event between two stages is counted twice rather than missed.
 */
@ApplicationScoped
class PipelineProgress {

    private final Topics topics;
    private final OldestRecordLookup records;
    private final StoredProgress stored;
    private final BackstageStatus backstage;
    private final Clock clock;

    PipelineProgress(
            Topics topics, OldestRecordLookup records, StoredProgress stored, BackstageStatus backstage, Clock clock) {
        this.backstage = backstage;
        this.topics = topics;
        this.records = records;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * The progress of the pipeline.
     *
     * @param accepted events that the raw topic has stored
     * @param enriched events that the enriched topic has stored
     * @param projected enriched events that are in the log, were duplicates, or could not be projected
     * @param duplicates events that were already in the log
     * @param quarantined events that could not be processed and are missing from the numbers
     * @param postponedServices services whose recomputation failed and is tried again after a pause
     * @param uncounted events that were received and are not counted in any metric, by origin and reason
     * @param lagEvents events in progress; 0 if the results include everything that was accepted before the call
     * @param lagSeconds how long the oldest event in progress has waited, in seconds
     * @param backstageTasks the reads of the tasks of Backstage's scaffolder; empty if none is configured
     * @param recomputing the progress of recomputing all services with changed settings; null if none is left
     */
    record PipelineStatus(
            long accepted,
            long enriched,
            long projected,
            long duplicates,
            long quarantined,
            long postponedServices,
            List<UncountedEvent> uncounted,
            long lagEvents,
            double lagSeconds,
            List<BackstageReads.BackstageRead> backstageTasks,
            @JsonInclude(Include.NON_NULL) Backlog.@Nullable Recomputing recomputing) {

        PipelineStatus {
            uncounted = List.copyOf(uncounted);
            backstageTasks = List.copyOf(backstageTasks);
        }
    }

    PipelineStatus status() {
        var raw = topics.offsets(Topics.RAW);
        var enriched = topics.offsets(Topics.ENRICHED);

        var accepted = raw.ends();
        var committed = raw.committed(RawEventConsumer.GROUP);
        var enrichedEnds = enriched.ends();
        var projected = enriched.fromBeginnings(stored.projected(enriched.topic()));
        long backlog = stored.backlog();

        var behind = new HashMap<>(lagging(accepted, committed));
        behind.putAll(lagging(enrichedEnds, projected));
        long lag = lag(accepted, committed) + lag(enrichedEnds, projected) + backlog;
        return new PipelineStatus(
                sum(accepted),
                sum(enrichedEnds),
                sum(projected),
                stored.duplicates(),
                stored.quarantined(),
                stored.postponedServices(),
                stored.uncounted(),
                lag,
                lag == 0 ? 0 : age(behind),
                backstage.tasks(),
                stored.recomputing());
    }

    /**
     * Computes the lag per partition. A total would be wrong: records that arrived and were processed after the end
     * offsets were read would offset records that still wait in other partitions.
     */
    private static long lag(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> reached) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reached.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static Map<TopicPartition, Long> lagging(
            Map<TopicPartition, Long> ends, Map<TopicPartition, Long> reached) {
        var behind = new HashMap<>(reached);
        behind.entrySet().removeIf(entry -> entry.getValue() >= ends.getOrDefault(entry.getKey(), 0L));
        return behind;
    }

    private double age(Map<TopicPartition, Long> behind) {
        return Stream.concat(records.findOldestTime(behind).stream(), stored.oldest().stream())
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1e3)
                .filter(seconds -> seconds > 0)
                .orElse(0.0);
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
