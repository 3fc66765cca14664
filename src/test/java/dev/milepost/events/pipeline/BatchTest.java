package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private static final long BOUND = 8 << 20;

    @Test
    void fillsUpWithSmallRecords() {
        var batch = new Batch(1_000, BOUND);
        for (int i = 0; i < 1_000; i++) {
            assertThat(batch.isFull()).isFalse();
            batch.add(record(i % 2, i, "{\"service_id\": \"orders\", \"commit_sha\": \"a1b2\"}"));
        }

        assertThat(batch.isFull()).isTrue();
        assertThat(parts(batch)).containsExactly(1_000);
    }

    @Test
    void splitsLargeRecordsInOrder() {
        var batch = new Batch(1_000, BOUND);
        var text = "\"" + "x".repeat(1 << 20) + "\"";
        IntStream.range(0, 10).forEach(i -> batch.add(record(i % 2, i / 2, text)));

        assertThat(batch.isFull()).isTrue();
        assertThat(batch.next())
                .isEqualTo(Map.of(
                        new TopicPartition(Topics.RAW, 0), new OffsetAndMetadata(5),
                        new TopicPartition(Topics.RAW, 1), new OffsetAndMetadata(5)));
        assertThat(parts(batch)).containsExactly(3, 3, 3, 1);
    }

    /** A tree of these is so many times as large as their text. */
    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "{\"a\":0},", "\"\",", "1,"})
    void limitsRecordsThatParseIntoLargeTrees(String repeated) {
        var batch = new Batch(1_000, BOUND);
        var list = "[" + repeated.repeat((1 << 20) / repeated.length()) + "1]";
        for (int i = 0; !batch.isFull(); i++) {
            batch.add(record(0, i, list));
        }

        assertThat(batch.size()).isLessThanOrEqualTo(1);
    }

    private static ArrayList<Integer> parts(Batch batch) {
        var sizes = new ArrayList<Integer>();
        batch.drain((ConsumerRecords<byte[], byte[]> part) -> sizes.add(part.count()));
        return sizes;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String value) {
        return new ConsumerRecord<>(Topics.RAW, partition, offset, new byte[0], value.getBytes(StandardCharsets.UTF_8));
    }
}
