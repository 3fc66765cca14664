package dev.milepost.slo.gates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.JsonSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates policies by their JSON Schema and by further rules. */
final class GatePolicySchema {

    private static final int MAX_FAULTS = 100;
    private static final int FAULTS_IN_DETAIL = 3;
    private static final Set<String> NEVER_FREEZING_STATES = Set.of("NO_DATA", "INSUFFICIENT_DATA");
    private static final JsonNode DOCUMENT = resource("/schemas/gate/policy.json");
    private static final Schema SCHEMA = JsonSchemas.registry(LinearExpression::of)
            .getSchema(SchemaLocation.of("urn:milepost:gate:policy"), DOCUMENT);

    private GatePolicySchema() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    /** Validates a document and returns the policy. */
    static GatePolicy read(@Nullable JsonNode policy) {
        if (policy == null) {
            throw invalid(List.of(new Fault("", "is missing")));
        }
        var faults = JsonSchemas.validate(SCHEMA, policy).stream()
                .limit(MAX_FAULTS)
                .map(GatePolicySchema::fault)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        NullCharacterCheck.check(policy, "", (pointer, detail) -> {
            if (faults.size() < MAX_FAULTS) {
                faults.add(new Fault(pointer, detail));
            }
        });
        if (faults.isEmpty()) {
            addSemanticFaults(policy, faults);
        }
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
        return GatePolicy.of(policy);
    }

    /** Adds the faults that a JSON Schema cannot express. */
    private static void addSemanticFaults(JsonNode policy, List<Fault> faults) {
        var names = new HashSet<String>();
        for (int i = 0; i < policy.path("rules").size(); i++) {
            var rule = policy.path("rules").path(i);
            if (!names.add(rule.path("name").asText())) {
                faults.add(
                        new Fault("/rules/%d/name".formatted(i), "must be unique, but an earlier rule has this name"));
            }
            var states = rule.path("when").path("states").valueStream().map(JsonNode::asText);
            if (rule.path("decision").asText().equals("freeze") && states.anyMatch(NEVER_FREEZING_STATES::contains)) {
                faults.add(new Fault(
                        "/rules/%d/when/states".formatted(i),
                        "must not contain NO_DATA or INSUFFICIENT_DATA: these states never freeze releases"));
            }
        }
        for (int i = 0; i < policy.path("exceptions").size(); i++) {
            if (policy.path("exceptions").path(i).path("kind").asText().equals(GatePolicy.ANY_KIND)) {
                faults.add(new Fault(
                        "/exceptions/%d/kind".formatted(i),
                        "must not be %s, which is the kind of every other release".formatted(GatePolicy.ANY_KIND)));
            }
        }
    }

    private static Fault fault(Error error) {
        var at = JsonSchemas.pointer(error);
        return switch (error.getKeyword()) {
            case "required" -> new Fault(JsonPointers.of(at, error.getProperty()), "is missing");
            case "additionalProperties" -> new Fault(JsonPointers.of(at, error.getProperty()), "is not a known field");
            case "enum" ->
                new Fault(
                        at,
                        "must be one of "
                                + error.getSchemaNode()
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(", ")));
            case "pattern" -> new Fault(at, "must be a name of 1 to 64 lower-case letters, digits and _");
            default -> new Fault(at, error.getMessage());
        };
    }

    private static ProblemException invalid(List<Fault> faults) {
        var detail = faults.stream()
                .limit(FAULTS_IN_DETAIL)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return ProblemException.of(ProblemType.INVALID_GATE_POLICY, detail, faults);
    }

    static JsonNode resource(String path) {
        try (var file = GatePolicySchema.class.getResourceAsStream(path)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
