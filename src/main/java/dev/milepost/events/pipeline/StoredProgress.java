package dev.milepost.events.pipeline;

import dev.milepost.events.log.Backlog;
import dev.milepost.events.log.ProjectionProgress;
import dev.milepost.events.log.UncountedEvents;
import dev.milepost.events.log.UncountedEvents.UncountedEvent;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the progress of the pipeline from the database. */
@ApplicationScoped
class StoredProgress {

    private final ProjectionProgress log;
    private final QuarantineRepository quarantine;
    private final UncountedEvents uncounted;
    private final List<Backlog> backlogs;

    StoredProgress(
            ProjectionProgress log,
            QuarantineRepository quarantine,
            UncountedEvents uncounted,
            @All List<Backlog> backlogs) {
        this.log = log;
        this.quarantine = quarantine;
        this.uncounted = uncounted;
        this.backlogs = List.copyOf(backlogs);
    }

    /**
     * Returns the first offset of each partition that is not in the log. It is looked up by topic id, so the offsets of
     * a deleted topic with the same name do not count.
     */
    Map<TopicPartition, Long> projected(TopicDescription topic) {
        var next = new HashMap<TopicPartition, Long>();
        log.nextOffsets(Topics.toUuid(topic.topicId()))
                .forEach((partition, offset) -> next.put(new TopicPartition(topic.name(), partition), offset));
        return next;
    }

    /** The number of events that are in the log and not yet in the results. */
    long backlog() {
        return backlogs.stream().mapToLong(Backlog::events).sum();
    }

    /** Returns when the oldest event of the backlog was projected; empty if there is none. */
    Optional<Instant> oldest() {
        return backlogs.stream().flatMap(backlog -> backlog.oldest().stream()).min(Instant::compareTo);
    }

    /** The number of services whose events failed and are tried again after a pause. */
    long postponedServices() {
        return backlogs.stream().mapToLong(Backlog::postponedServices).sum();
    }

    /** The events that were received and are not counted in any metric, by origin and reason. */
    List<UncountedEvent> uncounted() {
        return uncounted.find();
    }

    /** Returns the progress of recomputing all services with changed settings; null if none is left. */
    Backlog.@Nullable Recomputing recomputing() {
        return backlogs.stream()
                .flatMap(backlog -> backlog.recomputing().stream())
                .findFirst()
                .orElse(null);
    }

    long duplicates() {
        return log.duplicates();
    }

    long quarantined() {
        return quarantine.countMissing();
    }
}
