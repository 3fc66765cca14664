package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.http.ProblemException;
import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent as the transport carried it, before validation. Every content mode and transport is read into this form.
 * The SDK's type cannot be used, since it rejects events that {@link EventReader} must report faults for.
 */
public final class Envelope {

    private static final byte[] NOTHING = {};

    private final Map<String, String> attributes;
    private final byte[] data;
    private final JsonNode json;

    private Envelope(Map<String, String> attributes, byte[] data, JsonNode json) {
        this.attributes = attributes;
        this.data = data;
        this.json = json;
    }

    /**
     * Reads an event in binary content mode.
     *
     * @param attributes every context attribute by its name in lower case, without the transport's {@code ce-} or
     *     {@code ce_}; {@code datacontenttype} is the transport's content type
     * @param data the bytes of the data; null or empty if there is none
     * @throws ProblemException if the content type is JSON and the data is not well-formed JSON
     * @throws ProblemException if the data has content after its JSON value, or its 0.3 encoding is invalid
     */
    public static Envelope of(Map<String, String> attributes, byte @Nullable [] data) {
        var normal = NormalisedCloudEvent.of(attributes, data == null ? NOTHING : data);
        return new Envelope(normal.attributes(), normal.data(), EventJson.parse(normal.attributes(), normal.data()));
    }

    /** Converts an event of the SDK. */
    public static Envelope of(CloudEvent event) {
        var attributes = new LinkedHashMap<String, String>();
        for (var name : event.getAttributeNames()) {
            putText(attributes, name, event.getAttribute(name));
        }
        for (var name : event.getExtensionNames()) {
            putText(attributes, name, event.getExtension(name));
        }
        var data = event.getData();
        return of(attributes, data == null ? null : data.toBytes());
    }

    /** Wraps data whose bytes and JSON have both been read already. */
    static Envelope of(Map<String, String> attributes, byte[] data, JsonNode json) {
        return new Envelope(attributes, data, json);
    }

    private static void putText(Map<String, String> attributes, String name, @Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            // OffsetDateTime.toString omits seconds that are zero, which RFC 3339 requires.
            attributes.put(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        } else if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    /**
     * The source, id and time of an event. A missing value is an empty string.
     *
     * @param time the unparsed text
     */
    record EventContext(String source, String id, String time) {

        static EventContext of(Envelope envelope) {
            return new EventContext(
                    envelope.attribute("source").orElse(""),
                    envelope.attribute("id").orElse(""),
                    envelope.attribute("time").orElse(""));
        }
    }

    /** The context attributes, including extensions, under their names in specification 1.0. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns an attribute; empty if it is absent or an empty string. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
    }

    /** The unchanged bytes of the data; empty if there is none. Callers must not modify the array. */
    public byte[] data() {
        return data;
    }

    /** The data as JSON; a missing node if it is not JSON. */
    public JsonNode json() {
        return json;
    }

    /** Whether the event has data that is not JSON. */
    boolean hasNonJsonData() {
        return data.length > 0 && json instanceof MissingNode;
    }
}
