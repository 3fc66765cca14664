package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.http.ProblemException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value as a CloudEvent, from the parser's current position to the end of the value. It reads to the end
 * even if the value has faults.
 */
final class CloudEventParser {

    private static final Set<String> TEXTS = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "subject",
            "dataschema",
            "datacontenttype",
            "schemaurl",
            "datacontentencoding",
            "data_base64");

    private final JsonParser parser;
    private final byte[] body;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>(0);
    private JsonNode data = MissingNode.getInstance();
    private long dataStart = -1;
    private long dataEnd = -1;

    CloudEventParser(JsonParser parser, byte[] body) {
        this.parser = parser;
        this.body = body;
    }

    CloudEventParser read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw EventProblems.unreadable("", "must be a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            readMember(parser.currentName());
        }
        if (!faults.isEmpty()) {
            throw EventProblems.unreadable(faults);
        }
        return this;
    }

    /**
     * Reads the id only if the value is an object of more than some bytes, as its tree can take fifty times as many.
     * Returns whether it is.
     */
    boolean skipIfLonger(int mostBytes) throws IOException {
        var start = parser.currentTokenLocation().getByteOffset();
        // Other encodings than UTF-8 have no byte offsets.
        if (parser.currentToken() != JsonToken.START_OBJECT
                || start < 0
                || !JsonHeapUse.isLonger(body, (int) start, mostBytes)) {
            return false;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var isId = parser.currentName().equals("id");
            if (parser.nextToken() == JsonToken.VALUE_STRING && isId) {
                attributes.putIfAbsent("id", parser.getText());
            }
            parser.skipChildren();
        }
        return true;
    }

    private void readMember(String name) throws IOException {
        var token = parser.nextToken();
        if (!names.add(name)) {
            // Parsers differ in which duplicate they keep, so the validated value might not be the one that is read
            // later.
            parser.skipChildren();
            AttributeNames.addFault(faults, name, "must not be repeated");
            return;
        }
        if (name.equals("data")) {
            dataStart = parser.currentTokenLocation().getByteOffset();
            data = EventJson.JSON.readTree(parser);
            dataEnd = token.isStructStart() ? parser.currentLocation().getByteOffset() : -1;
        } else if (token == JsonToken.VALUE_STRING) {
            attributes.put(name, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            // A null attribute is an absent one (CloudEvents JSON format, section 2.2).
            var value = EventJson.JSON.<JsonNode>readTree(parser);
            if (TEXTS.contains(name)) {
                faults.add(new Fault("/" + name, "must be a string"));
            } else {
                attributes.put(name, value.isContainerNode() ? value.toString() : value.asText());
            }
        }
    }

    @Nullable
    String id() {
        return attributes.get("id");
    }

    Envelope envelope() {
        var base64 = attributes.remove("data_base64");
        if (base64 != null) {
            return encoded(base64);
        }
        if (data.isMissingNode() || data.isNull()) {
            return Envelope.of(attributes, null);
        }
        var isJson = EventJson.isJson(attributes.get("datacontenttype"));
        if (attributes.containsKey("datacontentencoding") || (!isJson && data.isTextual())) {
            return Envelope.of(attributes, data.asText().getBytes(StandardCharsets.UTF_8));
        }
        var normal = NormalisedCloudEvent.of(attributes, new byte[0]).attributes();
        return Envelope.of(normal, dataBytes(), isJson ? data : MissingNode.getInstance());
    }

    /** JSON format, section 3.1.1: {@code data_base64} and {@code data} exclude each other. */
    private Envelope encoded(String base64) {
        if (!data.isMissingNode()) {
            throw EventProblems.unreadable("/data_base64", "must not be combined with data: send one of the two");
        }
        try {
            return Envelope.of(attributes, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw EventProblems.unreadable("/data_base64", "is not valid Base64: " + e.getMessage());
        }
    }

    /**
     * Returns the original bytes. A scalar value, or a body in an encoding without byte offsets, is serialized again.
     */
    private byte[] dataBytes() {
        return dataStart >= 0 && dataEnd > dataStart
                ? Arrays.copyOfRange(body, (int) dataStart, (int) dataEnd)
                : data.toString().getBytes(StandardCharsets.UTF_8);
    }
}
