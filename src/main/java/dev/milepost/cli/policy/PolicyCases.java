package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The cases of a policy in one document.
 *
 * @param policy the name of the policy
 */
record PolicyCases(PolicyFile file, String policy, List<PolicyCase> cases) {

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:policies:policy-test",
            (ObjectNode) JsonSchemas.resource("/schemas/policies/policy-test.json"),
            "is not a known member");

    PolicyCases {
        cases = List.copyOf(cases);
    }

    /**
     * A case.
     *
     * @param pointer its place in the document
     * @param given the case merged into the defaults
     */
    record PolicyCase(String name, String pointer, JsonNode given) {

        JsonNode expected() {
            return given.path("expect");
        }
    }

    static JsonNode schema() {
        return SCHEMA.document();
    }

    /** @throws ProblemException if the document is invalid; with a pointer to each fault */
    static PolicyCases read(PolicyFile file) {
        var document = file.document();
        var faults = new FaultCollector();
        SCHEMA.validate(document, "", faults);
        faults.throwAny(ProblemType.INVALID_POLICY);
        var names = new HashSet<String>();
        var cases = new ArrayList<PolicyCase>();
        for (int i = 0; i < document.path("cases").size(); i++) {
            var at = "/cases/" + i;
            var given = (ObjectNode)
                    merged(document.path("defaults"), document.path("cases").get(i));
            if (!names.add(given.path("name").asText())) {
                faults.add(at + "/name", "must be unique, but an earlier case has this name");
            }
            if (Rfc3339.parse(given.path("now").asText()).isEmpty()) {
                faults.add(at + "/now", "must be a time: cases do not depend on the day on which they run");
            }
            checkDay(given.path("golden_path").path("support_ends"), at + "/golden_path/support_ends", faults);
            cases.add(new PolicyCase(given.path("name").asText(), at, given));
        }
        faults.throwAny(ProblemType.INVALID_POLICY);
        return new PolicyCases(file, document.path("policy").asText(), cases);
    }

    private static void checkDay(JsonNode day, String at, FaultCollector faults) {
        try {
            if (!day.isMissingNode()) {
                LocalDate.parse(day.asText());
            }
        } catch (DateTimeException e) {
            faults.add(at, "must be a day that there is");
        }
    }

    /** Merges as JSON Merge Patch does (RFC 7396). */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var result = JsonNodeFactory.instance.objectNode();
        target.propertyStream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> result.set(member.getKey(), member.getValue()));
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }
}
