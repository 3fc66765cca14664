package dev.milepost.events.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Computes the progress of the pipeline. The stages are queried in the order in which an event passes them, so that an
 * event between two stages is counted twice rather than missed.
 */
@ApplicationScoped
class PipelineProgress {

    private final Topics topics;
    private final OldestRecordLookup records;
    private final StoredProgress stored;
    private final Clock clock;

    PipelineProgress(Topics topics, OldestRecordLookup records, StoredProgress stored, Clock clock) {
        this.topics = topics;
        this.records = records;
        this.stored = stored;
        this.clock = clock;
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
                lag,
                lag == 0 ? 0 : age(behind),
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
