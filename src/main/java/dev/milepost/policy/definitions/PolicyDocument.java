package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.expressions.BoundedCel.InvalidExpression;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.policy.definitions.Policy.EngineKind;
import dev.milepost.policy.definitions.Policy.EvidenceNeed;
import dev.milepost.policy.definitions.Policy.OpaQuery;
import dev.milepost.policy.definitions.Policy.PolicyRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks policies. Everything that can be known when a policy is saved is checked then. */
public final class PolicyDocument {

    /** The maximum size of a document, in bytes. */
    static final int MAX_BYTES = 64 << 10;

    /** Names that are paths of the API. */
    private static final Set<String> RESERVED =
            Set.of("schema", "evaluate", "decisions", "decision-logs", "unapproved-deployments");

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:policies:policy",
            (ObjectNode) JsonSchemas.resource("/schemas/policies/policy.json"),
            "is not a known member");

    private final JsonNode document;
    private final FaultCollector faults = new FaultCollector();

    private PolicyDocument(JsonNode document) {
        this.document = document;
    }

    static JsonNode schema() {
        return SCHEMA.document();
    }

    /** Reads the one document of a text. */
    static JsonNode parse(byte[] text, DocumentFormat format) {
        return DocumentReader.readOne(text, format)
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.INVALID_POLICY, "The body must be one document of kind Policy"))
                .value();
    }

    /**
     * Checks and compiles a policy.
     *
     * @throws ProblemException if it is invalid; with a pointer to each fault
     */
    public static Policy read(JsonNode document) {
        return new PolicyDocument(document).read();
    }

    private Policy read() {
        NullCharacterCheck.check(document, "", faults::add);
        SCHEMA.validate(document, "", faults);
        faults.throwAny(ProblemType.INVALID_POLICY);
        var metadata = document.path("metadata");
        var spec = document.path("spec");
        var engine = EngineKind.of(spec.path("engine").asText());
        if (RESERVED.contains(metadata.path("name").asText())) {
            faults.add("/metadata/name", "must be another name, because this one is a path of the API");
        }
        checkEngineMembers(engine, spec);
        var match = spec.has("match")
                ? compile(spec.path("match").asText(), "/spec/match", PolicyExpressions::compileMatch)
                : null;
        var evidence = evidence(spec.path("evidence"));
        var rules = engine == EngineKind.OPA ? List.<PolicyRule>of() : rules(engine, spec);
        faults.throwAny(ProblemType.INVALID_POLICY);
        var opa = spec.path("opa");
        return new Policy(
                metadata.path("name").asText(),
                metadata.path("title").asText(),
                metadata.path("owner").asText(),
                metadata.path("version").asText(),
                PolicySeverity.of(metadata.path("severity").asText()),
                text(metadata, "documentation"),
                spec.path("hooks")
                        .valueStream()
                        .map(hook -> Hook.find(hook.asText()).orElseThrow())
                        .collect(Collectors.toSet()),
                match,
                evidence,
                spec.path("parameters").isObject() ? spec.path("parameters") : JsonNodeFactory.instance.objectNode(),
                engine,
                rules,
                engine == EngineKind.OPA
                        ? new OpaQuery(
                                opa.path("path").asText(),
                                opa.path("input").asText().equals("request"))
                        : null,
                Policy.digest(document));
    }

    /** Refuses members that the engine would ignore. */
    private void checkEngineMembers(EngineKind engine, JsonNode spec) {
        if (engine == EngineKind.OPA && spec.has("rules")) {
            faults.add("/spec/rules", "must be absent, because the rules of the engine opa are in Rego");
        }
        if (engine != EngineKind.OPA && spec.has("opa")) {
            faults.add("/spec/opa", "must be absent, because the engine is " + engine.wireName());
        }
        if (engine == EngineKind.BUILTIN && spec.has("parameters")) {
            faults.add("/spec/parameters", "must be absent: built-in checks take their values from /spec/rules");
        }
    }

    private List<EvidenceNeed> evidence(JsonNode needs) {
        var kinds = new HashSet<String>();
        var found = new ArrayList<EvidenceNeed>();
        for (int i = 0; i < needs.size(); i++) {
            var need = needs.get(i);
            if (!kinds.add(need.path("kind").asText())) {
                faults.add("/spec/evidence/%d/kind".formatted(i), "must be unique, but an earlier one has this kind");
            }
            found.add(new EvidenceNeed(
                    need.path("kind").asText(),
                    need.has("maxAgeDays") ? (Integer) need.path("maxAgeDays").asInt() : null,
                    need.path("verified").asBoolean()));
        }
        return found;
    }

    private List<PolicyRule> rules(EngineKind engine, JsonNode spec) {
        var names = new HashSet<String>();
        var rules = new ArrayList<PolicyRule>();
        for (int i = 0; i < spec.path("rules").size(); i++) {
            var rule = spec.path("rules").get(i);
            var at = "/spec/rules/" + i;
            var name = rule.has("name") ? rule.path("name").asText() : "rule-" + (i + 1);
            if (!names.add(name)) {
                faults.add(at + "/name", "must be unique, but an earlier rule has this name");
            }
            var expect = engine == EngineKind.CEL
                    ? compile(rule.path("expect").asText(), at + "/expect", PolicyExpressions::compileRule)
                    : null;
            if (expect != null) {
                checkReferences(expect, at + "/expect", spec);
            } else if (engine == EngineKind.BUILTIN) {
                BuiltinChecks.check(rule, at, faults);
            }
            rules.add(new PolicyRule(
                    name,
                    text(rule, "check"),
                    expect,
                    text(rule, "message"),
                    text(rule, "path"),
                    text(rule, "remedy"),
                    text(rule, "link"),
                    rule));
        }
        return rules;
    }

    private @Nullable CelProgram compile(String expression, String at, Function<String, CelProgram> compiler) {
        try {
            return compiler.apply(expression);
        } catch (InvalidExpression e) {
            faults.add(at, "is not a valid CEL expression of true or false: " + e.getMessage());
            return null;
        }
    }

    /**
     * A rule may read only evidence that the policy needs: a list that is empty because nobody sent evidence would pass
     * every check of its elements.
     */
    private void checkReferences(CelProgram expect, String at, JsonNode spec) {
        var needed = spec.path("evidence")
                .valueStream()
                .map(need -> need.path("kind").asText())
                .collect(Collectors.toSet());
        for (var kind : PolicyExpressions.membersOf("evidence", expect)) {
            if (!needed.contains(kind)) {
                faults.add(at, "reads evidence of kind %s, which spec.evidence does not list".formatted(kind));
            }
        }
        if (PolicyExpressions.usesWhole("evidence", expect)) {
            faults.add(at, "must name the kind of evidence that it reads, such as evidence.sarif");
        }
        for (var name : PolicyExpressions.membersOf("parameters", expect)) {
            if (!spec.path("parameters").has(name)) {
                faults.add(at, "reads the parameter %s, which spec.parameters does not have".formatted(name));
            }
        }
    }

    private static @Nullable String text(JsonNode object, String name) {
        return object.has(name) ? object.path(name).asText() : null;
    }
}
