package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.DocumentSchema;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON Schemas of CycloneDX, which cyclonedx-core-java contains. The ids of licences and the signature of a document are
 * not checked: tools have newer lists of licences, and signatures are verified in envelopes. Choices ({@code oneOf}), such as
 * that of a licence by its id or name, are not checked either: each has errors in the branches that do not match, which are
 * limited, and large documents have many.
 */
final class CycloneDxSchema {

    /** The versions whose schema the library has. */
    private static final Set<String> VERSIONS = Set.of("1.2", "1.3", "1.4", "1.5", "1.6");

    private static final Map<String, DocumentSchema> SCHEMAS = new ConcurrentHashMap<>();

    private CycloneDxSchema() {}

    static void check(JsonNode document, String version) {
        if (VERSIONS.contains(version)) {
            var faults = new FaultCollector();
            SCHEMAS.computeIfAbsent(version, CycloneDxSchema::load).validate(document, "", faults);
            faults.throwAny(ProblemType.INVALID_EVIDENCE);
        }
    }

    private static DocumentSchema load(String version) {
        var document = (ObjectNode) JsonSchemas.resource("/bom-%s.schema.json".formatted(version));
        standAlone(document);
        return new DocumentSchema(
                "urn:milepost:cyclonedx:" + version,
                document,
                "is not a member that CycloneDX %s has".formatted(version));
    }

    /**
     * Removes identifiers, and references to other files, so that nothing has to be looked up, and writes lists of draft-07 as
     * those of 2020-12.
     */
    private static void standAlone(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            for (var keyword : new String[] {"$schema", "$id"}) {
                if (object.path(keyword).isTextual()) {
                    object.remove(keyword);
                }
            }
            if (object.path("oneOf").isArray()) {
                object.remove("oneOf");
            }
            if (object.path("items").isArray()) {
                object.set("prefixItems", object.remove("items"));
                if (object.has("additionalItems")) {
                    object.set("items", object.remove("additionalItems"));
                }
            }
            var reference = object.path("$ref").asText();
            if (!reference.isEmpty() && !reference.startsWith("#")) {
                object.removeAll();
                object.set(
                        "type", JsonNodeFactory.instance.textNode(reference.startsWith("spdx") ? "string" : "object"));
            }
        }
        var parts = new ArrayList<JsonNode>();
        schema.forEach(parts::add);
        parts.forEach(CycloneDxSchema::standAlone);
    }
}
