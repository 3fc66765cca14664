package dev.milepost.events.pipeline;

import dev.milepost.events.pipeline.Quarantine.Stage;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Consumes the raw topic and enriches events. When an offset is committed, its event is in the enriched topic or in
 * quarantine.
 */
@ApplicationScoped
class RawEventConsumer {

    static final String CHANNEL = "raw-events";
    static final String GROUP = "milepost-enrichment";
    private static final int MOST_RECORDS = 2_000;

    private final Enrichment enrichment;
    private final TopicRouter routes;
    private final EventProducer producer;
    private final Quarantine quarantine;

    RawEventConsumer(Enrichment enrichment, TopicRouter routes, EventProducer producer, Quarantine quarantine) {
        this.enrichment = enrichment;
        this.routes = routes;
        this.producer = producer;
        this.quarantine = quarantine;
    }

    void onStart(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start,
            BatchReaders readers,
            PipelineConfig config) {
        readers.start(
                CHANNEL,
                Topics.RAW,
                GROUP,
                MOST_RECORDS,
                config.fetchWait(),
                (consumer, partitions) -> {},
                this::enrich);
    }

    private void enrich(ConsumerRecords<byte[], byte[]> batch) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.count());
        batch.forEach(records::add);
        enrich(records);
    }

    /**
     * Enriches a batch. If the heap is too small for it, it enriches the halves of the batch, down to the faulty event.
     */
    private void enrich(List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            enrichWhole(batch);
        } catch (OutOfMemoryError | StackOverflowError e) {
            if (batch.size() == 1) {
                quarantine.quarantineOrThrow(batch.get(0), Stage.ENRICHMENT, FailureClassifier.tooLarge(e));
                return;
            }
            enrich(batch.subList(0, batch.size() / 2));
            enrich(batch.subList(batch.size() / 2, batch.size()));
        }
    }

    private void enrichWhole(List<ConsumerRecord<byte[], byte[]>> batch) {
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.size());
        var enriched = new ArrayList<ProducerRecord<byte[], byte[]>>(batch.size());
        for (var record : batch) {
            try {
                BoundedBytes.check(record);
                for (var routed : routes.route(enrichment.enrich(record))) {
                    enriched.add(routed);
                    read.add(record);
                }
            } catch (RuntimeException e) {
                quarantine.quarantineOrThrow(record, Stage.ENRICHMENT, e);
            }
        }
        producer.sendAll(enriched)
                .forEach((index, fault) -> quarantine.quarantineOrThrow(read.get(index), Stage.ENRICHMENT, fault));
    }
}
