package dev.milepost.events.pipeline;

import dev.milepost.events.log.ProjectionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The id and the start offsets of the enriched topic. The start offsets come from the database, so that an emptied or
 * restored database receives the events that it lacks.
 */
@ApplicationScoped
class EnrichedTopicOffsets {

    private static final Logger LOG = Logger.getLogger(EnrichedTopicOffsets.class);

    private final Supplier<UUID> current;
    private final Function<UUID, Map<Integer, Long>> progress;
    private final Map<Integer, Long> seen = new ConcurrentHashMap<>();
    private volatile @Nullable UUID id;

    @Inject
    EnrichedTopicOffsets(Topics topics, ProjectionProgress progress) {
        this(() -> topics.idOf(Topics.ENRICHED), progress::nextOffsets);
    }

    /**
     * @param current returns the id of the topic that currently has the name
     * @param progress returns the log's next offset in each partition of a topic
     */
    EnrichedTopicOffsets(Supplier<UUID> current, Function<UUID, Map<Integer, Long>> progress) {
        this.current = current;
        this.progress = progress;
    }

    /** Seeks a consumer's newly assigned partitions to the log's next offsets. */
    void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
            var next = progress.apply(refreshId());
            var beginnings = consumer.beginningOffsets(partitions);
            for (var partition : partitions) {
                long from =
                        Math.max(next.getOrDefault(partition.partition(), 0L), beginnings.getOrDefault(partition, 0L));
                consumer.seek(partition, from);
                seen.put(partition.partition(), from - 1);
            }
        } catch (RuntimeException e) {
            // The events below the offsets committed at the broker are in the database, unless it was restored to an
            // earlier state.
            LOG.warnf(
                    "The offsets of the event log could not be read. Reading starts at the offsets committed in Kafka: %s",
                    e.toString());
        }
    }

    /**
     * Returns the id of the topic of a batch. The id is looked up again when offsets restart, as they do in a recreated
     * topic.
     */
    UUID idOf(ConsumerRecords<byte[], byte[]> batch) {
        var known = id;
        var isRecreated = false;
        for (var partition : batch.partitions()) {
            var records = batch.records(partition);
            var before = seen.put(
                    partition.partition(), records.get(records.size() - 1).offset());
            isRecreated |= before != null && records.get(0).offset() <= before;
        }
        return known == null || isRecreated ? refreshId() : known;
    }

    private UUID refreshId() {
        var refreshed = current.get();
        id = refreshed;
        return refreshed;
    }
}
