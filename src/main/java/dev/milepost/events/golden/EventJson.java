package dev.milepost.events.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in their JSON format, single and batched. Reads in one pass and keeps the bytes of the data as they came.
 */
public final class EventJson {

    // Names are looked up once each, so interning them only costs.
    public static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    private EventJson() {}

    /** Takes the elements of a batch one by one, so that none has to be held for the others. */
    public interface Visitor {

        /** An element that could be read as a CloudEvent of so many bytes. */
        void read(Envelope event, int bytes);

        /** An element that could not, and its id where it has one. */
        void unreadable(@Nullable String id, ProblemException fault);
    }

    /** One event in structured content mode. */
    public static Envelope read(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            requireValue(parser);
            var event = new EventElement(parser, body).read();
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("", "must be one JSON object and nothing after it");
            }
            return event.envelope();
        } catch (IOException e) {
            throw new MalformedJson(e);
        }
    }

    /** The events of a batch, in order. A fault of one is told to the visitor; a fault of the JSON itself is thrown. */
    public static void readBatch(byte[] body, Visitor visitor) {
        try (var parser = JSON.createParser(body)) {
            requireValue(parser);
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new UnreadableEvent("", "must be a JSON array of events");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readElement(parser, body, visitor);
            }
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("", "must be one JSON array and nothing after it");
            }
        } catch (IOException e) {
            throw new MalformedJson(e);
        }
    }

    /** Whether a JSON body is an array, so a batch. */
    public static boolean isArray(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            return parser.nextToken() == JsonToken.START_ARRAY;
        } catch (IOException e) {
            throw new MalformedJson(e);
        }
    }

    private static void requireValue(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "There is no JSON value in it");
        }
    }

    private static void readElement(JsonParser parser, byte[] body, Visitor visitor) throws IOException {
        var element = new EventElement(parser, body);
        Envelope event;
        try {
            event = element.read().envelope();
        } catch (ProblemException e) {
            visitor.unreadable(element.id(), e);
            return;
        }
        visitor.read(event, element.bytes());
    }

    /** The data of an event as JSON; a missing node where it is none or of another content type. */
    public static JsonNode parse(Map<String, String> attributes, byte[] data) {
        if (data.length == 0 || !isJson(attributes.get("datacontenttype"))) {
            return MissingNode.getInstance();
        }
        try (var parser = JSON.createParser(data)) {
            JsonNode json = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("/data", "must be one JSON value and nothing after it");
            }
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            throw new MalformedJson(e);
        }
    }

    /** Whether an object in JSON that can be read has a name twice. */
    static boolean repeatsNames(byte[] json) {
        try (var parser = JSON.createParser(json)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                // Only whether it can be read so is of interest.
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** RFC 6839: {@code json} as the subtype or its suffix. Without a content type the data is JSON. */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null || contentType.isEmpty() || contentType.equals("application/json")) {
            return true;
        }
        var end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }
}
