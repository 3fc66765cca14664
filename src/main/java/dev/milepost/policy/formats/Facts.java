package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Shorten;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts and times of documents as facts, and the problem of a document that is not of its kind. */
final class Facts {

    /** The characters that are kept of a name, a path or an identifier. */
    static final int NAME = 200;

    /** The characters that are kept of a sentence. */
    static final int SENTENCE = 300;

    /** The characters of an address that identifies what a document is about. */
    static final int IDENTIFIER = 1_000;

    /** The length of a day, such as 2026-06-01, less one. */
    private static final int DAY = 9;

    private Facts() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The text of a member, shortened; empty if there is none. */
    static String name(JsonNode node, String member) {
        return text(NAME, node.path(member).asText(""));
    }

    /** As {@link #name}; null if there is none. */
    static @Nullable String nameOrNull(JsonNode node, String member) {
        var name = name(node, member);
        return name.isEmpty() ? null : name;
    }

    /** Shortens a text. PostgreSQL stores no U+0000. */
    static String text(int length, String text) {
        return Shorten.to(length, text.replace('\0', '\uFFFD').strip());
    }

    /** The time of a member; null if it has none. */
    static @Nullable Instant time(JsonNode node, String member) {
        return time(node.path(member).asText(""));
    }

    /** The time in a text; null if it is none. Many tools write local times without an offset, which are read as UTC. */
    static @Nullable Instant time(String text) {
        var zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > DAY ? text : text + "Z";
        return Rfc3339.parse(zoned).orElse(null);
    }

    /** @param pointer the JSON pointer, or the path of the XML element; empty for the whole document */
    static ProblemException invalid(String pointer, String detail) {
        return ProblemException.of(
                ProblemType.INVALID_EVIDENCE,
                (pointer.isEmpty() ? "The document" : pointer) + " " + detail,
                List.of(new Fault(pointer, detail)));
    }

    static ProblemException unreadable(String pointer, String detail) {
        return ProblemException.of(ProblemType.UNREADABLE_EVIDENCE, detail, List.of(new Fault(pointer, detail)));
    }

    /** @throws ProblemException if a member is not a list */
    static JsonNode list(JsonNode node, String member, String at) {
        var list = node.path(member);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw invalid(at + "/" + member, "must be a list");
        }
        return list;
    }

    /** The member of an object. Throws if the value is not an object. */
    static JsonNode object(JsonNode node, String at) {
        if (!node.isObject()) {
            throw invalid(at, "must be an object");
        }
        return node;
    }
}
