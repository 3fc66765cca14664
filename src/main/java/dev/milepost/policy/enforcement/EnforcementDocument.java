package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and checks the enforcement of a policy. */
final class EnforcementDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:policies:enforcement",
            (ObjectNode) JsonSchemas.resource("/schemas/policies/enforcement.json"),
            "is not a known member");

    private EnforcementDocument() {}

    /**
     * Returns the document.
     *
     * @throws ProblemException if it is invalid; with a pointer to each fault
     */
    static JsonNode check(@Nullable JsonNode document) {
        if (document == null) {
            throw ProblemException.of(ProblemType.INVALID_ENFORCEMENT, "The body is missing", "");
        }
        var faults = new FaultCollector();
        NullCharacterCheck.check(document, "", faults::add);
        if (SCHEMA.validate(document, "", faults)) {
            for (int i = 0; i < document.path("rules").size(); i++) {
                checkTimes(document.path("rules").get(i), "/rules/" + i, faults);
            }
        }
        faults.throwAny(ProblemType.INVALID_ENFORCEMENT);
        return document;
    }

    private static void checkTimes(JsonNode rule, String at, FaultCollector faults) {
        if (rule.has("starts_at")
                && Rfc3339.parse(rule.path("starts_at").asText()).isEmpty()) {
            faults.add(at + "/starts_at", "must be an RFC 3339 time with an offset, such as 2026-06-01T00:00:00Z");
        }
        if (rule.has("grace_days") && !rule.path("mode").asText().equals(Mode.ENFORCE.wireName())) {
            faults.add(at + "/grace_days", "must be absent, because only the mode enforce has a grace");
        } else if (rule.has("grace_days") && !rule.has("starts_at")) {
            faults.add(at + "/starts_at", "is missing: the grace is for services that existed before it");
        }
    }

    static Instant time(String text) {
        return Rfc3339.parse(text).orElseThrow();
    }

    /** Reads stored rules. */
    static List<EnforcementRule> rules(String stored) {
        return json(stored).valueStream().map(EnforcementRule::of).toList();
    }

    static JsonNode json(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored enforcement is not valid JSON", e);
        }
    }
}
