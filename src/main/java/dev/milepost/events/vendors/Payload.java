package dev.milepost.events.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of a delivery, or a part of it.
 *
 * @param pointer the JSON pointer to this part in the whole document; empty for the whole
 */
public record Payload(JsonNode json, String pointer) {

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    public static Payload of(JsonNode json) {
        return new Payload(json, "");
    }

    /**
     * A required string or number, as a string.
     *
     * @throws ProblemException if it is absent, null or empty
     */
    String text(String at) {
        return find(at).orElseThrow(() -> unreadable(pointer + at, "is required"));
    }

    /** A string or number, as a string. Empty if it is absent, null or the empty string. */
    Optional<String> find(String at) {
        var value = json.at(at);
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** An object, or one whose JSON is a string, as some clients send it. Empty if it is neither. */
    Payload document(String at) {
        var value = json.at(at);
        if (value.isTextual() && value.textValue().stripLeading().startsWith("{")) {
            try {
                value = JSON.readTree(value.textValue());
            } catch (JsonProcessingException e) {
                value = MissingNode.getInstance();
            }
        }
        return new Payload(value.isObject() ? value : MissingNode.getInstance(), pointer + at);
    }

    boolean isTrue(String at) {
        return json.at(at).asBoolean(false);
    }

    /** The elements of an array. Empty if it is absent. */
    List<Payload> elements(String at) {
        var list = json.at(at);
        var parts = new ArrayList<Payload>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            parts.add(new Payload(list.get(i), pointer + at + "/" + i));
        }
        return parts;
    }

    /** The elements of an array, as strings. */
    List<String> texts(String at) {
        return json.at(at).valueStream().map(JsonNode::asText).toList();
    }

    /** The delivery lacks what its vendor documents. */
    static ProblemException unreadable(String at, String detail) {
        return ProblemException.of(ProblemType.UNREADABLE_DELIVERY, at + " " + detail, List.of(new Fault(at, detail)));
    }
}
