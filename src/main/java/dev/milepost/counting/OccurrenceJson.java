package dev.milepost.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.GoldenEvent;
import dev.milepost.objectives.Occurrence;
import java.time.Instant;
import java.util.List;

/** Events as objectives read them, and as they are kept beside an outcome. */
final class OccurrenceJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OccurrenceJson() {}

    static Occurrence of(GoldenEvent event) {
        return new Occurrence(
                event.source(),
                event.id(),
                event.type(),
                event.time(),
                event.data(),
                event.extensions().get("correlationid"));
    }

    static String write(List<Occurrence> events) {
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

    static List<Occurrence> read(String json) {
        try {
            return JSON.readTree(json).valueStream().map(OccurrenceJson::read).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was kept of events can be read", e);
        }
    }

    private static Occurrence read(JsonNode event) {
        return new Occurrence(
                event.path("source").asText(),
                event.path("id").asText(),
                event.path("type").asText(),
                Instant.parse(event.path("time").asText()),
                event.path("data"),
                event.path("correlation").textValue());
    }
}
