package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.text.MediaTypes;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents in the JSON format, single and batched. Reads in one pass and keeps the original bytes of the data.
 */
public final class EventJson {

    private static final String CLOUD_EVENTS = "application/cloudevents";

    // Each name is looked up only once, so interning would only cost time.
    public static final ObjectMapper JSON = new ObjectMapper(
            DocumentLimits.jsonFactory(new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)));

    private EventJson() {}

    /** Receives the elements of a batch one by one, so that the batch is never in memory as a whole. */
    public interface Visitor {

        /** Called for an element that is a readable CloudEvent. */
        void read(Envelope event);

        /**
         * Called for an element that is larger than the limit.
         *
         * @param id the id of the element; null if it has none
         */
        void tooLarge(@Nullable String id);

        /**
         * Called for an element that is not a readable CloudEvent.
         *
         * @param id the id of the element; null if it has none
         */
        void unreadable(@Nullable String id, ProblemException fault);
    }

    /** Reads one event in structured content mode. */
    public static Envelope read(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            requireValue(parser);
            var event = new CloudEventParser(parser, body).read();
            if (parser.nextToken() != null) {
                throw EventProblems.unreadable("", "must be one JSON object with nothing after it");
            }
            return event.envelope();
        } catch (IOException e) {
            throw EventProblems.malformedJson(e);
        }
    }

    /**
     * Reads the events of a batch, in order. A fault in one event is passed to the visitor; a fault in the JSON syntax
     * is thrown.
     *
     * @param mostBytes the maximum size of an event; larger ones are skipped
     */
    public static void readBatch(byte[] body, int mostBytes, Visitor visitor) {
        try (var parser = JSON.createParser(body)) {
            requireValue(parser);
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw EventProblems.unreadable("", "must be a JSON array of events");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readElement(parser, body, mostBytes, visitor);
            }
            if (parser.nextToken() != null) {
                throw EventProblems.unreadable("", "must be one JSON array with nothing after it");
            }
        } catch (IOException e) {
            throw EventProblems.malformedJson(e);
        }
    }

    /** Whether a JSON body is an array and therefore a batch. */
    public static boolean isArray(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            return parser.nextToken() == JsonToken.START_ARRAY;
        } catch (IOException e) {
            throw EventProblems.malformedJson(e);
        }
    }

    private static void requireValue(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "The body has no JSON value");
        }
    }

    private static void readElement(JsonParser parser, byte[] body, int mostBytes, Visitor visitor) throws IOException {
        var element = new CloudEventParser(parser, body);
        if (element.skipIfLonger(mostBytes)) {
            visitor.tooLarge(element.id());
            return;
        }
        Envelope event;
        try {
            event = element.read().envelope();
        } catch (ProblemException e) {
            visitor.unreadable(element.id(), e);
            return;
        }
        visitor.read(event);
    }

    /** Returns the data of an event as JSON; a missing node if there is no data or its content type is not JSON. */
    public static JsonNode parse(Map<String, String> attributes, byte[] data) {
        if (data.length == 0 || !isJson(attributes.get("datacontenttype"))) {
            return MissingNode.getInstance();
        }
        try (var parser = JSON.createParser(data)) {
            JsonNode json = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                throw EventProblems.unreadable("/data", "must be one JSON value with nothing after it");
            }
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            throw EventProblems.malformedJson(e);
        }
    }

    /** Whether an object in the JSON repeats a name. The JSON must be well-formed. */
    static boolean repeatsNames(byte[] json) {
        try (var parser = JSON.createParser(json)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                // The parser throws on a duplicate name; the tokens themselves are not used.
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** RFC 6839: {@code json} is the subtype or its suffix. Without a content type the data is JSON. */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null || contentType.isEmpty() || contentType.equals("application/json")) {
            return true;
        }
        var type = MediaTypes.essence(contentType);
        return type.endsWith("/json") || type.endsWith("+json");
    }

    /** Whether a content type is that of one or several events, which decides the content mode. */
    public static boolean isCloudEvent(String contentType) {
        return contentType.regionMatches(true, 0, CLOUD_EVENTS, 0, CLOUD_EVENTS.length());
    }
}
