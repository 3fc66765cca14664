package dev.milepost.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.Outbox;
import dev.milepost.templates.Promotion;
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

/** Tells the outside what became of golden paths, in the transaction that makes it so. */
@ApplicationScoped
class TemplateNews {

    private static final String PREFIX = "dev.milepost.template.";
    private static final URI SOURCE = URI.create("milepost/templates");

    private final Outbox outbox;
    private final LatestTemplates latest;
    private final ObjectMapper json;

    TemplateNews(Outbox outbox, LatestTemplates latest, ObjectMapper json) {
        this.outbox = outbox;
        this.latest = latest;
        this.json = json;
    }

    /** @param previous the version below it; null where it is the lowest */
    void published(String template, String version, @Nullable String previous, Instant at) {
        tell(event("published", new Said(template, version, null, previous), at), template);
    }

    void promoted(String template, Promotion promotion) {
        var said = new Said(template, promotion.version(), promotion.channel(), promotion.previousVersion());
        tell(event("promoted", said, promotion.promotedAt()), template);
    }

    void deprecated(String template, String version, Instant at) {
        tell(event("deprecated", new Said(template, version, null, null), at), template);
    }

    /** What is no event of its own, and changes how the template stands. */
    void changed(String template) {
        latest.tell(template);
    }

    private void tell(CloudEvent event, String template) {
        outbox.add(event, null);
        latest.tell(template);
    }

    private record Said(
            String template,
            String version,
            @Nullable String channel,
            @Nullable String previous) {}

    private CloudEvent event(String action, Said said, Instant at) {
        var data = new LinkedHashMap<String, String>();
        data.put("template_id", said.template());
        data.put("template_version", said.version());
        if (said.channel() != null) {
            data.put("channel", said.channel());
        }
        if (said.previous() != null) {
            data.put("previous_version", said.previous());
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
