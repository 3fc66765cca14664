package dev.milepost.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.EntityRepository.Kept;
import dev.milepost.events.Outbox;
import dev.milepost.events.Outbox.Message;
import dev.milepost.ownership.KnownPeriod;
import dev.milepost.ownership.ServiceHistory;
import dev.milepost.ownership.ServiceHistoryChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells the compacted topic {@code milepost.services.latest} how each service of the catalog stands now. */
@ApplicationScoped
class LatestServices {

    private static final String TOPIC = "milepost.services.latest";

    private final Outbox outbox;
    private final EntityRepository entities;
    private final ServiceHistory history;
    private final ObjectMapper json;

    LatestServices(Outbox outbox, EntityRepository entities, ServiceHistory history, ObjectMapper json) {
        this.outbox = outbox;
        this.entities = entities;
        this.history = history;
        this.json = json;
    }

    /** A message of the topic; null where nobody says. */
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

    /** What is known of a service has changed, whoever told it. */
    void changed(@Observes ServiceHistoryChanged change) {
        var services = change.sinceByService().keySet();
        var claims = entities.findClaims(services);
        publish(claims.keySet(), claims);
    }

    /** To be called in the transaction that stores what has changed; a service without an entity is gone. */
    void tell(Collection<String> services) {
        publish(services, entities.findClaims(services));
    }

    private void publish(Collection<String> services, Map<String, List<Kept>> claims) {
        var known = history.periods(services);
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

    private static @Nullable KnownPeriod last(List<KnownPeriod> periods) {
        return periods.isEmpty() ? null : periods.get(periods.size() - 1);
    }

    private Message message(String service, Kept kept, @Nullable KnownPeriod known) {
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
                Texts.of(spec.path("type")).orElse(null),
                Texts.of(spec.path("lifecycle")).orElse(null),
                kept.changedAt(),
                kept.processedAt());
        try {
            return new Message(service, json.writeValueAsBytes(latest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and times is always JSON", e);
        }
    }
}
