package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.expressions.JsonValues;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.time.Rfc3339;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A type of evidence of one's own: the JSON Schema of its documents, and the CEL expressions that extract their facts. */
public final class CustomType {

    /** The maximum size of a document of such a type, in bytes. */
    public static final int MAX_DOCUMENT = 1 << 20;

    private static final int MAX_EXPRESSION = 2_000;
    private static final int MAX_ITERATIONS = 10_000;
    private static final long MAX_STEPS = 2_000_000;
    private static final int MAX_FACTS = 64 << 10;
    private static final int MAX_DEPTH = 10;

    private static final BoundedCel CEL = new BoundedCel(
            MAX_EXPRESSION,
            MAX_ITERATIONS,
            MAX_STEPS,
            Map.of("document", MapType.create(SimpleType.STRING, SimpleType.DYN)),
            SimpleType.DYN);

    private static final DocumentSchema SCHEMA = new DocumentSchema(
            "urn:milepost:evidence:type",
            (ObjectNode) JsonSchemas.resource("/schemas/evidence/type.json"),
            "is not a member of an evidence type");

    private final CustomSchema schema;
    private final Map<String, CelProgram> facts;
    private final @Nullable CelProgram producedAt;

    private CustomType(CustomSchema schema, Map<String, CelProgram> facts, @Nullable CelProgram producedAt) {
        this.schema = schema;
        this.facts = facts;
        this.producedAt = producedAt;
    }

    /** The JSON Schema of the documents that define types. */
    public static JsonNode definitionSchema() {
        return SCHEMA.document();
    }

    /** @throws ProblemException with a pointer to each fault, if the definition is not valid */
    public static CustomType of(JsonNode definition) {
        var faults = new FaultCollector();
        SCHEMA.validate(definition, "", faults);
        faults.throwAny(ProblemType.INVALID_EVIDENCE_TYPE);
        var programs = new LinkedHashMap<String, CelProgram>();
        definition.path("facts").properties().forEach(fact -> {
            var program = compile(fact.getValue().asText(), JsonPointers.of("/facts", fact.getKey()), faults);
            if (program != null) {
                programs.put(fact.getKey(), program);
            }
        });
        var time = definition.path("produced_at");
        var producedAt = time.isTextual() ? compile(time.asText(), "/produced_at", faults) : null;
        var schema = CustomSchema.of(definition.path("schema"), "/schema", faults);
        faults.throwAny(ProblemType.INVALID_EVIDENCE_TYPE);
        return new CustomType(Objects.requireNonNull(schema), programs, producedAt);
    }

    private static @Nullable CelProgram compile(String expression, String at, FaultCollector faults) {
        try {
            return CEL.compile(expression);
        } catch (BoundedCel.InvalidExpression e) {
            faults.add(at, "is not a valid expression: " + e.getMessage());
            return null;
        }
    }

    /**
     * Reads a document of this type.
     *
     * @param name the name of the type
     * @throws ProblemException if the document is not valid by the schema, or a fact cannot be
     *     extracted
     */
    public ReadEvidence read(String name, EvidenceDocument document) {
        var tree = document.tree();
        if (tree == null) {
            throw Facts.invalid("", "must be JSON or YAML");
        } else if (document.bytes().length > MAX_DOCUMENT) {
            throw Facts.invalid("", "must have at most %d bytes (1 MiB)".formatted(MAX_DOCUMENT));
        }
        var faults = new FaultCollector();
        schema.validate(tree, faults);
        faults.throwAny(ProblemType.INVALID_EVIDENCE);
        var variables = Map.of("document", JsonValues.of(tree));
        var extracted = Facts.object();
        facts.forEach((fact, program) -> extracted.set(fact, value(fact, program, variables)));
        if (extracted.toString().length() > MAX_FACTS) {
            throw Facts.invalid("", "yields facts of more than %d characters".formatted(MAX_FACTS));
        }
        return ReadEvidence.of(EvidenceKind.CUSTOM + name, "", producedAt(variables), extracted);
    }

    private @Nullable Instant producedAt(Map<String, Object> variables) {
        return producedAt == null
                ? null
                : Rfc3339.parse(value("produced_at", producedAt, variables).asText())
                        .orElseThrow(
                                () -> Facts.invalid("", "has a produced_at that is no RFC 3339 time with an offset"));
    }

    private static JsonNode value(String fact, CelProgram program, Map<String, Object> variables) {
        try {
            return JsonValues.toJson(program.evaluate(variables), MAX_DEPTH)
                    .map(CustomType::storable)
                    .orElseThrow(() -> Facts.invalid("", "yields a %s that JSON cannot have".formatted(fact)));
        } catch (CelEvaluationException e) {
            throw Facts.invalid(
                    "", "yields no %s: %s".formatted(fact, Facts.text(Facts.SENTENCE, String.valueOf(e.getMessage()))));
        }
    }

    /** PostgreSQL stores no U+0000. */
    private static JsonNode storable(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().indexOf('\0') < 0
                    ? value
                    : TextNode.valueOf(value.textValue().replace('\0', '\uFFFD'));
        } else if (value instanceof ObjectNode object) {
            var copy = Facts.object();
            object.properties()
                    .forEach(member -> copy.set(member.getKey().replace('\0', '\uFFFD'), storable(member.getValue())));
            return copy;
        } else if (value.isArray()) {
            var copy = Facts.array();
            value.forEach(element -> copy.add(storable(element)));
            return copy;
        }
        return value;
    }
}
