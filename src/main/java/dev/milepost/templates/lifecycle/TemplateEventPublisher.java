package dev.milepost.templates.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.log.Outbox;
import dev.milepost.templates.registry.Promotion;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes events about golden paths, through the outbox in the transaction of the change. */
@ApplicationScoped
class TemplateEventPublisher {

    private static final String PREFIX = "dev.milepost.template.";
    private static final URI SOURCE = URI.create("milepost/templates");

    private final Outbox outbox;
    private final LatestTemplatesPublisher latest;
    private final ObjectMapper json;

    TemplateEventPublisher(Outbox outbox, LatestTemplatesPublisher latest, ObjectMapper json) {
        this.outbox = outbox;
        this.latest = latest;
        this.json = json;
    }

    /** @param previous the next lower version; null if this is the lowest */
    void published(String template, String version, @Nullable String previous, Instant at) {
        publish(event("published", new Payload(template, version, null, previous), at), template);
    }

    void promoted(String template, Promotion promotion) {
        var payload = new Payload(template, promotion.version(), promotion.channel(), promotion.previousVersion());
        publish(event("promoted", payload, promotion.promotedAt()), template);
    }

    void deprecated(String template, String version, Instant at) {
        publish(event("deprecated", new Payload(template, version, null, null), at), template);
    }

    /** Publishes the template's current state after a change that has no event of its own. */
    void changed(String template) {
        latest.publish(template);
    }

    private void publish(CloudEvent event, String template) {
        outbox.add(event, null);
        latest.publish(template);
    }

    private record Payload(
            String template,
            String version,
            @Nullable String channel,
            @Nullable String previous) {}

    private CloudEvent event(String action, Payload payload, Instant at) {
        var data = new LinkedHashMap<String, String>();
        data.put("template_id", payload.template());
        data.put("template_version", payload.version());
        if (payload.channel() != null) {
            data.put("channel", payload.channel());
        }
        if (payload.previous() != null) {
            data.put("previous_version", payload.previous());
        }
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(SOURCE)
                .withType(PREFIX + action)
                .withTime(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(json.valueToTree(data)))
                .build();
    }
}
