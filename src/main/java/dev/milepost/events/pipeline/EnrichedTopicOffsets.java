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
 * The enriched topic as the projection knows it: under its id, and read from where the database says, so that a database
 * that was emptied or restored gets what it lacks.
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
     * @param current the id of the topic that has the name now
     * @param progress where the log stands in the partitions of a topic
     */
    EnrichedTopicOffsets(Supplier<UUID> current, Function<UUID, Map<Integer, Long>> progress) {
        this.current = current;
        this.progress = progress;
    }

    /** Has a consumer read partitions that it was given from where the log stands. */
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
            // What the broker has as committed is in the database, unless that was set back.
            LOG.warnf("Where the log stands is not known; it is read from where the broker says: %s", e.toString());
        }
    }

    /** The id of the topic that a batch is of; asked anew where its offsets begin again, as they do in a new topic. */
    UUID idOf(ConsumerRecords<byte[], byte[]> batch) {
        var known = id;
        var startedAgain = false;
        for (var partition : batch.partitions()) {
            var records = batch.records(partition);
            var before = seen.put(
                    partition.partition(), records.get(records.size() - 1).offset());
            startedAgain |= before != null && records.get(0).offset() <= before;
        }
        return known == null || startedAgain ? refreshId() : known;
    }

    private UUID refreshId() {
        var refreshed = current.get();
        id = refreshed;
        return refreshed;
    }
}
