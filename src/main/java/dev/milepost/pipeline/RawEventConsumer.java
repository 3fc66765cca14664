package dev.milepost.pipeline;

import dev.milepost.pipeline.Quarantine.Stage;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The Kafka edge of enrichment. What it commits is in the enriched topic or in quarantine. */
@ApplicationScoped
class RawEventConsumer {

    static final String CHANNEL = "raw-events";
    static final String GROUP = "milepost-enrichment";

    private final Enrichment enrichment;
    private final Routes routes;
    private final EventProducer producer;
    private final Quarantine quarantine;
    private final ConsumedOffsets offsets;

    RawEventConsumer(
            Enrichment enrichment,
            Routes routes,
            EventProducer producer,
            Quarantine quarantine,
            ConsumedOffsets offsets) {
        this.enrichment = enrichment;
        this.routes = routes;
        this.producer = producer;
        this.quarantine = quarantine;
        this.offsets = offsets;
    }

    @Incoming(CHANNEL)
    @Blocking
    void receive(ConsumerRecords<byte[], byte[]> batch) {
        offsets.consume(CHANNEL, batch, this::enrich);
    }

    private void enrich(ConsumerRecords<byte[], byte[]> batch) {
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.count());
        var enriched = new ArrayList<ProducerRecord<byte[], byte[]>>(batch.count());
        for (var record : batch) {
            try {
                for (var destined : routes.of(enrichment.enrich(record))) {
                    enriched.add(destined);
                    read.add(record);
                }
            } catch (RuntimeException e) {
                quarantine.keepOrThrow(record, Stage.ENRICHMENT, e);
            }
        }
        producer.sendAll(enriched)
                .forEach((place, fault) -> quarantine.keepOrThrow(read.get(place), Stage.ENRICHMENT, fault));
    }
}
