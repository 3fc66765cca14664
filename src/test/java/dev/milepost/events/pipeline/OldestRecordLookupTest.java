package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.log.ProjectionProgress;
import dev.milepost.events.log.UncountedEvents;
import dev.milepost.security.backstage.BackstageStatus;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.RawTopicProducer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer that stands still is looked up again and again at the same offsets. */
@QuarkusTest
@Tag("service")
class OldestRecordLookupTest {

    private static final Duration PAST = Duration.ofMinutes(10);

    @Inject
    KafkaCluster cluster;

    @Inject
    Topics topics;

    @Inject
    ProjectionProgress log;

    @Inject
    QuarantineRepository quarantine;

    @Inject
    UncountedEvents uncounted;

    @Inject
    BackstageStatus backstage;

    private OldestRecordLookup records;

    @BeforeEach
    void send() {
        records = new OldestRecordLookup(cluster);
        try (var producer = new RawTopicProducer()) {
            for (int i = 0; i < 50; i++) {
                producer.sendChange("service-" + UUID.randomUUID(), "change-" + i);
            }
        }
        PipelineTest.awaitNoLag();
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void reportsALagThatGrowsWhileAConsumerStandsStill() {
        var clock = new MovedClock();
        var stopped = new StoredProgress(log, quarantine, uncounted, List.of()) {

            private final Map<TopicPartition, Long> last = lastRecords(Topics.ENRICHED);

            @Override
            Map<TopicPartition, Long> projected(TopicDescription topic) {
                return new HashMap<>(last);
            }
        };
        var progress = new PipelineProgress(topics, records, stopped, backstage, clock);

        var first = progress.status();
        for (int i = 1; i <= 3; i++) {
            clock.pass(PAST);

            var later = progress.status();

            assertThat(later.lagEvents()).isEqualTo(first.lagEvents()).isPositive();
            assertThat(later.lagSeconds()).isGreaterThanOrEqualTo(first.lagSeconds() + i * PAST.toSeconds());
        }
    }

    @Test
    void findsTheSameRecordsAgain() {
        var offsets = lastRecords(Topics.RAW);

        var first = records.findOldestTime(offsets);

        assertThat(first).isPresent();
        assertThat(records.findOldestTime(offsets)).isEqualTo(first);
        assertThat(records.findOldestTime(offsets)).isEqualTo(first);
    }

    @Test
    void findsTheRecordsOfEachPartitionAmongOthers() {
        var raw = lastRecords(Topics.RAW);
        var all = new HashMap<>(raw);
        all.putAll(lastRecords(Topics.ENRICHED));
        var oldest = records.findOldestTime(all);

        for (var offset : all.entrySet()) {
            assertThat(records.findOldestTime(Map.of(offset.getKey(), offset.getValue())))
                    .isPresent();
        }
        assertThat(records.findOldestTime(raw)).isPresent();
        assertThat(records.findOldestTime(all)).isEqualTo(oldest);
    }

    /** The last record of each partition that has any. */
    private Map<TopicPartition, Long> lastRecords(String topic) {
        var offsets = topics.offsets(topic);
        var last = new HashMap<>(offsets.ends());
        var beginnings = offsets.fromBeginnings(new HashMap<>());
        last.replaceAll((partition, end) -> end - 1);
        last.entrySet().removeIf(entry -> entry.getValue() < beginnings.getOrDefault(entry.getKey(), 0L));
        return last;
    }
}
