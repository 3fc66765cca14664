package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.ownership.ServiceHistoryChanged;
import dev.milepost.catalog.sync.EntityRepository.EntityRow;
import dev.milepost.events.log.Outbox;
import dev.milepost.events.log.Outbox.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the current metadata of each service of the catalog to the compacted topic
 * {@code milepost.services.latest}.
 */
@ApplicationScoped
class LatestServicesPublisher {

    private static final String TOPIC = "milepost.services.latest";
    private static final int MAX_LENGTH = 512;

    private final Outbox outbox;
    private final EntityRepository entities;
    private final ServiceHistory history;
    private final ObjectMapper json;

    LatestServicesPublisher(Outbox outbox, EntityRepository entities, ServiceHistory history, ObjectMapper json) {
        this.outbox = outbox;
        this.entities = entities;
        this.history = history;
        this.json = json;
    }

    /** A message of the topic. A field is null if no source specifies it. */
    private record Latest(
            String serviceId,
            String entityRef,
            @Nullable String team,
            @Nullable String system,
            @Nullable String domain,
            @Nullable String tier,
            @Nullable String risk,
            @Nullable String template,
            @Nullable String templateVersion,
            @Nullable String type,
            @Nullable String lifecycle,
            Instant changedAt,
            Instant processedAt) {}

    /** Publishes services whose history has changed, from whatever source. */
    void onServiceHistoryChanged(@Observes ServiceHistoryChanged change) {
        var services = change.sinceByService().keySet();
        var claims = entities.findClaims(services);
        publish(claims.keySet(), claims);
    }

    /**
     * Publishes these services. Must be called in the transaction that stores the change. A service without an entity
     * gets a tombstone.
     */
    void publish(Collection<String> services) {
        publish(services, entities.findClaims(services));
    }

    private void publish(Collection<String> services, Map<String, List<EntityRow>> claims) {
        var known = history.findPeriods(services);
        var messages = new TreeSet<>(services)
                .stream()
                        .map(service -> claims.containsKey(service)
                                ? message(
                                        service,
                                        claims.get(service).get(0),
                                        last(known.getOrDefault(service, List.of())))
                                : new Message(service, null))
                        .toList();
        if (!messages.isEmpty()) {
            outbox.publish(TOPIC, messages);
        }
    }

    /** Returns null for a text that is too long for a message. */
    private static @Nullable String text(JsonNode value) {
        return JsonTexts.of(value).filter(text -> text.length() <= MAX_LENGTH).orElse(null);
    }

    private static @Nullable OwnershipPeriod last(List<OwnershipPeriod> periods) {
        return periods.isEmpty() ? null : periods.get(periods.size() - 1);
    }

    private Message message(String service, EntityRow kept, @Nullable OwnershipPeriod known) {
        var spec = kept.entity().content().path("spec");
        var latest = new Latest(
                service,
                kept.entity().ref().toString(),
                known == null ? null : known.team(),
                known == null ? null : known.system(),
                known == null ? null : known.domain(),
                known == null ? null : known.tier(),
                known == null ? null : known.risk(),
                known == null ? null : known.template(),
                known == null ? null : known.templateVersion(),
                text(spec.path("type")),
                text(spec.path("lifecycle")),
                kept.changedAt(),
                kept.processedAt());
        try {
            return new Message(service, json.writeValueAsBytes(latest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The message could not be written as JSON", e);
        }
    }
}
