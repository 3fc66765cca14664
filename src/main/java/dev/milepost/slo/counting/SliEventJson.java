package dev.milepost.slo.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.slo.objectives.SliEvent;
import java.time.Instant;
import java.util.List;

/** Converts events to the form that indicators read, and to and from the JSON that is stored with an outcome. */
final class SliEventJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SliEventJson() {}

    static SliEvent of(GoldenEvent event) {
        return new SliEvent(
                event.source(),
                event.id(),
                event.type(),
                event.time(),
                data(event),
                event.extensions().get("correlationid"));
    }

    /**
     * Returns the data of the event. Its {@code service_id}, where expressions look for it, is the service of the event: the
     * subject may name it, and an entity ref is the service too.
     */
    private static JsonNode data(GoldenEvent event) {
        var service = event.service();
        return service != null
                        && event.data() instanceof ObjectNode data
                        && !service.equals(data.path("service_id").textValue())
                ? data.objectNode().<ObjectNode>setAll(data).put("service_id", service)
                : event.data();
    }

    static String write(List<SliEvent> events) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var event : events) {
            list.addObject()
                    .put("source", event.source())
                    .put("id", event.id())
                    .put("type", event.type())
                    .put("time", event.time().toString())
                    .put("correlation", event.correlation())
                    .set("data", event.data());
        }
        return list.toString();
    }

    static List<SliEvent> read(String json) {
        try {
            return JSON.readTree(json).valueStream().map(SliEventJson::read).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored events of an outcome are not valid JSON", e);
        }
    }

    private static SliEvent read(JsonNode event) {
        return new SliEvent(
                event.path("source").asText(),
                event.path("id").asText(),
                event.path("type").asText(),
                Instant.parse(event.path("time").asText()),
                event.path("data"),
                event.path("correlation").textValue());
    }
}
