package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One version of the annotation schema: one document per kind, one for all entities and one for the annotations. */
public final class CatalogSchema {

    static final String ENTITY = "entity";
    static final String ANNOTATIONS = "annotations";

    /** The kinds of Backstage that have a document: the kind as entities write it, to the name of the document. */
    static final Map<String, String> KINDS = kinds();

    private static final List<CatalogSchema> VERSIONS = List.of(new CatalogSchema("v1"));
    private static final String SUFFIX = ".schema.json";

    private final String version;
    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

    private CatalogSchema(String version) {
        this.version = version;
        for (var name : List.of(ENTITY, ANNOTATIONS)) {
            definitions.set(name, definition(name));
        }
        KINDS.values().forEach(name -> definitions.set(name, definition(name)));
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : List.of("Component", "API", "Resource", "System", "Template")) {
            kinds.put(kind, kind.toLowerCase(Locale.ROOT));
        }
        return kinds;
    }

    /** Whether entities of its kind have an owner. */
    public static boolean hasOwner(Entity entity) {
        return hasDocument(entity) || entity.isBackstageKind(Set.of("domain"));
    }

    /** Whether there is a document for the kind of the entity. */
    public static boolean hasDocument(Entity entity) {
        return entity.isBackstageKind(KINDS.values());
    }

    static List<String> versions() {
        return VERSIONS.stream().map(CatalogSchema::version).toList();
    }

    /** The version that entities are validated against. */
    public static CatalogSchema latest() {
        return VERSIONS.get(VERSIONS.size() - 1);
    }

    static Optional<CatalogSchema> find(String version) {
        return VERSIONS.stream()
                .filter(schema -> schema.version.equals(version))
                .findFirst();
    }

    String version() {
        return version;
    }

    /**
     * The documents by name, without {@code $schema} and {@code $id}. They refer to each other as {@code #/$defs/name}.
     */
    ObjectNode definitions() {
        return definitions.deepCopy();
    }

    /** The schema of one annotation; a missing node if there is none. */
    JsonNode annotation(String name) {
        return definitions.path(ANNOTATIONS).path("properties").path(name);
    }

    /** The names of all annotations of the schema. */
    public List<String> annotations() {
        return definitions.path(ANNOTATIONS).path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All documents combined into one schema, for an entity of any kind. */
    public ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("$id", "/api/v1/catalog/schema/" + version);
        document.put("title", "Entities of Backstage's catalog for Milepost, " + version);
        document.put("type", "object");
        var all = document.putArray("allOf");
        all.addObject().put("$ref", "#/$defs/" + ENTITY);
        KINDS.forEach((kind, name) -> {
            var choice = all.addObject();
            var when = choice.putObject("if").put("type", "object");
            var properties = when.putObject("properties");
            properties.putObject("apiVersion").put("pattern", "^(scaffolder\\.)?backstage\\.io/");
            properties.putObject("kind").put("const", kind);
            when.putArray("required").add("apiVersion").add("kind");
            choice.putObject("then").put("$ref", "#/$defs/" + name);
        });
        document.set("$defs", definitions());
        return document;
    }

    private JsonNode definition(String name) {
        var path = "/catalog-schema/" + version + "/" + name + SUFFIX;
        var document = (ObjectNode) JsonSchemas.resource(path);
        document.remove(List.of("$schema", "$id"));
        return refer(document);
    }

    /** Changes references between documents to references within the combined document. */
    private static JsonNode refer(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("$ref")) {
            var name = object.get("$ref").asText();
            object.put("$ref", "#/$defs/" + name.substring(0, name.length() - SUFFIX.length()));
        }
        node.forEach(CatalogSchema::refer);
        return node;
    }
}
