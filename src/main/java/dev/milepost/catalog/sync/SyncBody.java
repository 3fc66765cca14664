package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.JsonSyntax;
import dev.milepost.platform.text.SpellingSuggestion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The body of a sync request as a whole. Faults of single entities are reported in the receipt instead. */
final class SyncBody {

    static final int MAX_BYTES = 10 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int MOST_FAULTS = 100;

    private SyncBody() {}

    static JsonNode parse(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, detail(e)).causedBy(e);
        }
    }

    private static String detail(IOException cause) {
        return cause instanceof JsonProcessingException syntax
                ? JsonSyntax.describe(syntax)
                : "The body is incomplete or not encoded in UTF-8.";
    }

    /** Returns a list of the body. */
    static JsonNode list(JsonNode body, String name) {
        var list = body.path(name);
        if (!list.isArray()) {
            throw invalid("/" + name, list.isMissingNode() ? "is required" : "must be a list");
        }
        return list;
    }

    /** Adds a fault for each of the first members of an object that are not among the known ones. */
    static void addUnknown(JsonNode object, String pointer, Set<String> known, List<Fault> faults) {
        for (var names = object.fieldNames(); names.hasNext() && faults.size() < MOST_FAULTS; ) {
            var name = names.next();
            if (!known.contains(name)) {
                var advice = SpellingSuggestion.find(name, known)
                        .map(meant -> "Did you mean %s?".formatted(meant))
                        .orElseGet(() -> "The members are %s".formatted(String.join(", ", known)));
                faults.add(new Fault(ValuePath.at(pointer).member(name).pointer(), "is not a member. " + advice));
            }
        }
    }

    /** @throws ProblemException if there are faults */
    static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNREADABLE_SYNC, faults);
        }
    }

    static ProblemException invalid(String pointer, String detail) {
        return ProblemException.of(
                ProblemType.UNREADABLE_SYNC,
                (pointer.isEmpty() ? "The body " : pointer + " ") + detail,
                List.of(new Fault(pointer, detail)));
    }

    /** @param advice what to do, as a sentence that follows; empty if the list cannot be split */
    static ProblemException tooLarge(String pointer, int size, int most, String advice) {
        var detail = "has %d items, but at most %d are allowed.%s".formatted(size, most, advice);
        return ProblemException.of(ProblemType.TOO_LARGE, pointer + " " + detail, List.of(new Fault(pointer, detail)));
    }
}
