package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.EventReader.EventContent;
import dev.milepost.security.erasure.ErasedNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Replaces erased people in events by their pseudonyms, without changing what identifies an event or its subject. */
public final class EventNames {

    private static final Set<String> IDENTIFIERS =
            Set.of("specversion", "id", "source", "type", "time", "datacontenttype", "dataschema", "correlationid");

    private EventNames() {}

    /**
     * Returns the context attributes; the same instance if they name nobody.
     *
     * @param subjectToo false if the subject is the service of the event, which facts are stored by
     */
    public static Map<String, String> replaceIn(Map<String, String> attributes, ErasedNames names, boolean subjectToo) {
        var replaced = new LinkedHashMap<String, String>();
        attributes.forEach((name, value) -> replaced.put(
                name,
                IDENTIFIERS.contains(name) || !subjectToo && name.equals("subject") ? value : names.replaceIn(value)));
        return replaced.equals(attributes) ? attributes : replaced;
    }

    /** Returns the body of an event; the same array if it names nobody. JSON in UTF-16 or UTF-32 becomes UTF-8 then. */
    public static byte[] replaceIn(byte[] data, ErasedNames names) {
        var replaced = names.replaceIn(data);
        if (replaced != data || new String(data, StandardCharsets.ISO_8859_1).indexOf(0) < 0) {
            return replaced;
        }
        try {
            var text = EventJson.JSON.readTree(data).toString().getBytes(StandardCharsets.UTF_8);
            var safe = names.replaceIn(text);
            return safe == text ? data : safe;
        } catch (IOException e) {
            return data;
        }
    }

    /**
     * Returns an event read before; its body may be in another form than the received one. The service of an event that is
     * not golden is only what its history is looked up by, and may be a person.
     */
    public static GoldenEvent replaceIn(GoldenEvent event, ErasedNames names) {
        return new GoldenEvent(
                event.identity(),
                event.source(),
                event.id(),
                event.type(),
                event.golden(),
                event.time(),
                event.receivedAt(),
                event.golden() || event.service() == null ? event.service() : names.replaceIn(event.service()),
                replaceIn(event.extensions(), names, true),
                replaceIn(event.data(), names));
    }

    private static JsonNode replaceIn(JsonNode data, ErasedNames names) {
        if (data.isMissingNode()) {
            return data;
        }
        var text = data.toString();
        var replaced = names.replaceIn(text);
        try {
            return replaced.equals(text) ? data : EventJson.JSON.readTree(replaced);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON with pseudonyms is not valid JSON", e);
        }
    }

    /** Returns an event before it is read; the same instance if it names nobody. */
    static Envelope replaceIn(Envelope event, ErasedNames names) {
        if (names.isEmpty()) {
            return event;
        }
        boolean namesService = EventContent.serviceOf(event.json()).isPresent();
        var attributes = replaceIn(event.attributes(), names, namesService || CdEventMapper.isCdEvent(type(event)));
        var data = replaceIn(event.data(), names);
        if (attributes == event.attributes() && data == event.data()) {
            return event;
        }
        return Envelope.of(attributes, data, data == event.data() ? event.json() : EventJson.parse(attributes, data));
    }

    private static String type(Envelope event) {
        return event.attribute("type").orElse("");
    }
}
