package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic and its name are two things: another may come to have the name while the service runs. */
class EnrichedTopicOffsetsTest {

    private static final TopicPartition READ = new TopicPartition(Topics.ENRICHED, 0);
    private static final TopicPartition FRESH = new TopicPartition(Topics.ENRICHED, 1);
    private static final UUID OLD = new UUID(0, 1);
    private static final UUID NEW = new UUID(0, 2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<UUID, Map<Integer, Long>> progress = new HashMap<>(Map.of(OLD, Map.of(0, 500L)));
    private UUID current = OLD;
    private final EnrichedTopicOffsets topic =
            new EnrichedTopicOffsets(() -> current, id -> progress.getOrDefault(id, Map.of()));

    @BeforeEach
    void assign() {
        consumer.assign(List.of(READ, FRESH));
        consumer.updateBeginningOffsets(Map.of(READ, 100L, FRESH, 20L));
        topic.onPartitionsAssigned(consumer, List.of(READ, FRESH));
    }

    @Test
    void resumesAtLogOrTopicBeginning() {
        assertThat(consumer.position(READ)).isEqualTo(500);
        assertThat(consumer.position(FRESH)).isEqualTo(20);
        assertThat(topic.idOf(batch(READ, 500, 501))).isEqualTo(OLD);
        assertThat(topic.idOf(batch(READ, 502, 510))).isEqualTo(OLD);
    }

    @Test
    void detectsRecreatedTopicAfterManyBatches() {
        topic.idOf(batch(READ, 500, 510));
        current = NEW;

        assertThat(topic.idOf(batch(READ, 0, 3))).isEqualTo(NEW);
    }

    /** Else its events would be taken for those of the old one that the log has. */
    @Test
    void detectsRecreatedTopicBeforeFirstBatch() {
        current = NEW;

        assertThat(topic.idOf(batch(READ, 0, 3))).isEqualTo(NEW);
    }

    private static ConsumerRecords<byte[], byte[]> batch(TopicPartition partition, long first, long last) {
        var records = List.of(record(partition, first), record(partition, last));
        return new ConsumerRecords<>(Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(last + 1)));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }
}
