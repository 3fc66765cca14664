package dev.milepost.policy.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.text.Sha256;
import dev.milepost.policy.signatures.PublicKeys.UnusableKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the request that registers a key. */
final class KeyRequest {

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:evidence:key",
            (ObjectNode) JsonSchemas.resource("/schemas/evidence/key.json"),
            "is not a member of an evidence key");

    private KeyRequest() {}

    static EvidenceKey read(String name, JsonNode body, String by, Instant now) {
        var faults = new FaultCollector();
        if (!isName(name)) {
            faults.add("name", "must be lower-case letters, digits and dashes, at most 63");
        }
        NullCharacterCheck.check(body, "", faults::add);
        SCHEMA.validate(body, "", faults);
        faults.throwAny(ProblemType.INVALID_EVIDENCE_KEY);
        try {
            var key = PublicKeys.parse(body.path("public_key").asText());
            var algorithm = PublicKeys.algorithm(key, text(body, "scheme"));
            var services =
                    body.path("services").valueStream().map(JsonNode::asText).toList();
            var identity = text(body, "identity");
            return new EvidenceKey(
                    name,
                    body.path("public_key").asText().strip(),
                    algorithm.word(),
                    Sha256.label(Sha256.of(key.getEncoded())),
                    identity == null ? name : identity,
                    services.isEmpty() ? List.of("*") : services,
                    by,
                    now);
        } catch (UnusableKey e) {
            faults.add("/public_key", String.valueOf(e.getMessage()));
            throw faults.problem(ProblemType.INVALID_EVIDENCE_KEY);
        }
    }

    private static @Nullable String text(JsonNode body, String member) {
        return body.path(member).isTextual() ? body.path(member).textValue() : null;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 63
                && name.charAt(0) != '-'
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }
}
