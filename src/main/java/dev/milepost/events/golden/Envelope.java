package dev.milepost.events.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.types.Time;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent as a transport carried it, before any rule is applied: every content mode and transport is read into
 * this one form. The SDK's own type is not enough, since it refuses what {@link EventReader} must explain.
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
     * An event in binary content mode.
     *
     * @param attributes every context attribute by its name in lower case, without the transport's {@code ce-} or
     *     {@code ce_}; {@code datacontenttype} is the transport's content type
     * @param data the bytes of the data; null or empty where there is none
     * @throws UnreadableEvent where the data says that it is JSON and is not
     */
    public static Envelope of(Map<String, String> attributes, byte @Nullable [] data) {
        var normal = NormalisedCloudEvent.of(attributes, data == null ? NOTHING : data);
        return new Envelope(normal.attributes(), normal.data(), EventJson.parse(normal.attributes(), normal.data()));
    }

    /** An event as the SDK read it. */
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

    /** An event whose data has been read as JSON together with its bytes. */
    static Envelope of(Map<String, String> attributes, byte[] data, JsonNode json) {
        return new Envelope(attributes, data, json);
    }

    private static void putText(Map<String, String> attributes, String name, @Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            // Its toString leaves out seconds that are zero.
            attributes.put(name, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        } else if (value != null) {
            // A time's own text leaves out seconds that are zero, which RFC 3339 does not.
            attributes.put(name, value instanceof OffsetDateTime time ? Time.writeTime(time) : value.toString());
        }
    }

    /** The context attributes, extensions among them, under their names of specification 1.0. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** An attribute; empty where it is absent or without a character. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
    }

    /** The bytes of the data as they came; empty where there is none. Not to be changed. */
    public byte[] data() {
        return data;
    }

    /** The data as JSON; a missing node where it is none. */
    public JsonNode json() {
        return json;
    }

    /** Whether there is data that is not JSON. */
    boolean hasNonJsonData() {
        return data.length > 0 && json instanceof MissingNode;
    }
}
