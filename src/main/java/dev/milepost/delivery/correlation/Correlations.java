package dev.milepost.delivery.correlation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.log.Outbox;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.NotAllowed;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens correlations and publishes an event for each, so that the history of a correlation starts with its opening. */
@ApplicationScoped
class Correlations {

    static final String OPENED = "dev.milepost.correlation.opened";

    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Correlations(Outbox outbox, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param key the caller's idempotency key: the same key of the same caller opens the same correlation; null opens a
     *     new one
     * @throws NotAllowed if the caller may not emit events for the service
     */
    @Transactional
    Correlation open(CorrelationRequest request, @Nullable String key, Caller caller) {
        if (!caller.emitPermissions().allowsService(request.serviceId())) {
            throw NotAllowed.at(
                    "/service_id",
                    request.serviceId() == null
                            ? "must name a service, as this token may tell of some only"
                            : "is none that this token may tell of");
        }
        var id = key == null ? UUID.randomUUID() : id(caller.name(), key);
        var opened = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(URI.create("milepost/correlations"))
                .withType(OPENED)
                .withTime(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .withExtension("correlationid", id.toString())
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(json.valueToTree(request.fields())))
                .build();
        outbox.add(opened, request.serviceId());
        return Correlation.of(id, request);
    }

    /** The length of the name makes the text unambiguous: names and keys can contain any separator. */
    static UUID id(String caller, String key) {
        var text = "correlation %d %s %s".formatted(caller.length(), caller, key);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
