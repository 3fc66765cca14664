package dev.milepost.events.pipeline;

import dev.milepost.events.log.Outbox;
import dev.milepost.events.log.Outbox.PendingMessage;
import dev.milepost.platform.text.Shorten;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Sends the messages of the outbox, in order and at least once. */
@ApplicationScoped
class OutboxSender {

    private static final Logger LOG = Logger.getLogger(OutboxSender.class);
    private static final int BATCH = 1000;
    private static final int KEY_LENGTH = 200;

    private final Outbox outbox;
    private final EventProducer producer;

    OutboxSender(Outbox outbox, EventProducer producer) {
        this.outbox = outbox;
        this.producer = producer;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void send() {
        try {
            while (outbox.drain(BATCH, this::send) > 0) {
                LOG.debug("A batch of the outbox was sent; the next one is read.");
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Messages of the outbox could not be sent. They are kept and sent again: %s",
                    FailureClassifier.describe(e));
        }
    }

    private void send(List<PendingMessage> waiting) {
        var records = latest(waiting).stream().map(OutboxSender::record).toList();
        for (int index : producer.sendOnce(records)) {
            var record = records.get(index);
            LOG.errorf(
                    "A message for the topic %s with the key %s is larger than Kafka accepts. It is not sent.",
                    record.topic(), Shorten.to(KEY_LENGTH, new String(record.key(), StandardCharsets.UTF_8)));
        }
    }

    /**
     * Keeps only the last message for each key of a compacted topic: Kafka would compact the others away. Events for
     * the raw topic are all kept.
     */
    private static Collection<PendingMessage> latest(List<PendingMessage> waiting) {
        var latest = new LinkedHashMap<String, PendingMessage>();
        for (var message : waiting) {
            boolean isEvent = Topics.RAW.equals(message.topic());
            // A topic's name has no slash.
            latest.put(message.topic() + "/" + (isEvent ? message.id() : message.key()), message);
        }
        return latest.values();
    }

    private static ProducerRecord<byte[], byte[]> record(PendingMessage message) {
        var headers = List.of(RecordHeaders.of(RecordHeaders.CONTENT_TYPE, message.contentType()));
        var key = message.key().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(message.topic(), null, key, message.value(), List.copyOf(headers));
    }
}
