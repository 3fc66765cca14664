package dev.milepost.correlation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.Outbox;
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

/** Opens correlations and tells the pipeline of them, so that their history begins with their opening. */
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

    /** @param key the caller's idempotency key: the same key opens the same correlation; null opens a new one */
    @Transactional
    Correlation open(CorrelationRequest request, @Nullable String key) {
        var id = key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(("correlation " + key).getBytes(StandardCharsets.UTF_8));
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
}
