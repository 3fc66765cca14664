package dev.milepost.catalog.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.log.Outbox;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes every change of an entity to the outbox and the audit log, in the transaction that makes the change. Changes
 * of users are not announced.
 */
@ApplicationScoped
class CatalogEventPublisher {

    private static final String TYPE = "dev.milepost.catalog.entity.updated";
    private static final URI SOURCE = URI.create("milepost/catalog");

    private final Outbox outbox;
    private final CatalogAudit audit;
    private final ObjectMapper json;

    CatalogEventPublisher(Outbox outbox, CatalogAudit audit, ObjectMapper json) {
        this.outbox = outbox;
        this.audit = audit;
        this.json = json;
    }

    /**
     * A change of an entity.
     *
     * @param service the service that the entity represents; null if none
     * @param changedAt when the entity's source changed; null if unknown
     * @param imported true if it changed more than a day before the catalog was synced for the first time
     * @param orphanedAt null if the catalog has the entity
     * @param effectiveFrom start of the corrected time if the change corrects history; else null
     */
    record EntityChange(
            String ref,
            @Nullable String service,
            @Nullable Instant changedAt,
            boolean imported,
            @Nullable Instant orphanedAt,
            @Nullable Instant effectiveFrom) {}

    void publish(Collection<EntityChange> changes, Instant processedAt) {
        audit.record(changes);
        outbox.addAll(changes.stream()
                .filter(change -> !CatalogEntity.isPerson(change.ref()))
                .map(change -> new Outbox.OutboxEvent(event(change, processedAt), change.service()))
                .toList());
    }

    private CloudEvent event(EntityChange change, Instant processedAt) {
        var data = new LinkedHashMap<String, Object>();
        data.put("entity_ref", change.ref());
        if (change.service() != null) {
            data.put("service_id", change.service());
        }
        if (change.changedAt() != null) {
            data.put("changed_at", change.changedAt().toString());
        }
        if (change.imported()) {
            data.put("imported", true);
        }
        data.put("processed_at", processedAt.toString());
        if (change.orphanedAt() != null) {
            data.put("orphaned_at", change.orphanedAt().toString());
        }
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(SOURCE)
                .withType(TYPE)
                .withTime(OffsetDateTime.ofInstant(processedAt, ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(json.valueToTree(data)))
                .build();
    }
}
