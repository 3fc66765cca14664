package dev.milepost.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits a batch when it is done. The connector's own strategies give up a commit that the broker did not take until
 * the next record comes; then the pipeline would seem to lag for as long as nothing happens. So a commit is tried again
 * too while the group waits for its members: partitions that stay here are not read a second time.
 */
@ApplicationScoped
class ConsumedOffsets {

    private static final Logger LOG = Logger.getLogger(ConsumedOffsets.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KafkaClientService clients;
    private final Patience patience;
    private final MeterRegistry meters;

    ConsumedOffsets(KafkaClientService clients, Patience patience, MeterRegistry meters) {
        this.clients = clients;
        this.patience = patience;
        this.meters = meters;
    }

    /** Has a batch worked on until it is done, and commits it. */
    void consume(
            String channel, ConsumerRecords<byte[], byte[]> batch, Consumer<ConsumerRecords<byte[], byte[]>> work) {
        meters.timer("milepost.pipeline.batch", "channel", channel)
                .record(() -> patience.untilDone("A batch of " + channel, () -> work.accept(batch)));
        meters.counter("milepost.pipeline.records", "channel", channel).increment(batch.count());
        patience.untilDone("The commit of " + channel, () -> commit(clients.getConsumer(channel), batch));
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> batch) {
        try {
            var assigned = consumer.getAssignments().await().atMost(TIMEOUT);
            var next = next(batch, assigned);
            if (!next.isEmpty()) {
                consumer.commit(next).await().atMost(TIMEOUT);
            }
        } catch (RejectedExecutionException e) {
            throw new Patience.Stopped(e);
        } catch (CommitFailedException e) {
            // The group has put this consumer out, so the batch is read again; identities keep it from counting twice.
            LOG.infof("A batch was not committed, since its partitions were moved: %s", e.getMessage());
        }
    }

    /** What comes after the batch in the partitions that are still this consumer's; another does the rest again. */
    private static Map<TopicPartition, OffsetAndMetadata> next(
            ConsumerRecords<byte[], byte[]> batch, Set<TopicPartition> assigned) {
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : batch.partitions()) {
            if (assigned.contains(partition)) {
                var records = batch.records(partition);
                next.put(
                        partition,
                        new OffsetAndMetadata(records.get(records.size() - 1).offset() + 1));
            }
        }
        return next;
    }
}
