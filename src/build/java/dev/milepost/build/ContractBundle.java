package dev.milepost.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Joins the files of {@code openapi/} into the one document that the service serves: {@code ContractBundle ROOT TARGET
 * INDEX}. The index is a file with the query parameters of each operation, which the service checks requests against.
 *
 * <p>A definition of {@code schemas/events.yaml} becomes a component in {@code #/components/schemas} under its own name;
 * likewise for the other sections. Path items take the place of what refers to them. Nothing else changes. No library
 * does this: swagger-parser lets a schema without a type allow objects only, and openapi-generator's
 * {@code openapi-yaml} makes components of inline schemas, under names of its own.
 */
public final class ContractBundle {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String REFERENCE = "$ref";

    private final Path folder;
    private final Map<Path, JsonNode> files = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final ObjectNode components = YAML.createObjectNode();

    private ContractBundle(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[0]).toAbsolutePath();
        var target = Path.of(arguments[1]);
        var document = new ContractBundle(Objects.requireNonNull(root.getParent())).join(root);
        Files.createDirectories(target.toAbsolutePath().getParent());
        YAML.writeValue(target.toFile(), document);
        new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), queryParameters(document));
    }

    /** The query parameters by operation id and name: their type, their greatest length, their values if these are listed. */
    private static ObjectNode queryParameters(JsonNode document) {
        var operations = YAML.createObjectNode();
        for (var path : document.path("paths").properties()) {
            if (path.getValue().has("parameters")) {
                throw new IllegalArgumentException(path.getKey() + " has parameters for all of its operations.");
            }
            for (var operation : path.getValue().properties()) {
                var parameters = operations.putObject(
                        operation.getValue().path("operationId").textValue());
                for (var stated : operation.getValue().path("parameters")) {
                    var reference = stated.path(REFERENCE).asText();
                    var parameter = reference.isEmpty() ? stated : document.at(reference.substring(1));
                    if (parameter.path("in").asText().equals("query")) {
                        parameters.set(parameter.path("name").asText(), queryParameter(parameter));
                    }
                }
            }
        }
        return operations;
    }

    private static ObjectNode queryParameter(JsonNode parameter) {
        var schema = parameter.path("schema");
        var isArray = schema.path("type").asText().equals("array");
        var value = isArray ? schema.path("items") : schema;
        var entry = YAML.createObjectNode()
                .put("repeatable", isArray)
                .put("allow_empty", parameter.path("allowEmptyValue").asBoolean())
                .put("type", value.path("type").asText())
                .put("max_length", value.path("maxLength").asInt(Integer.MAX_VALUE));
        var values = entry.putArray("values");
        value.path("enum").forEach(values::add);
        return entry;
    }

    private JsonNode join(Path root) throws IOException {
        var document = (ObjectNode) YAML.readTree(root.toFile());
        var own = document.remove("components");
        var joined = (ObjectNode) resolve(document, root);
        if (own != null) {
            components.setAll((ObjectNode) resolve(own, root));
        }
        checkAllUsed();
        return joined.set("components", components);
    }

    private JsonNode resolve(JsonNode node, Path file) throws IOException {
        if (node.path(REFERENCE).isTextual()) {
            return target(node.path(REFERENCE).textValue(), file);
        }
        if (node instanceof ObjectNode object) {
            var resolved = YAML.createObjectNode();
            for (var member : object.properties()) {
                resolved.set(member.getKey(), resolve(member.getValue(), file));
            }
            return resolved;
        }
        if (node instanceof ArrayNode array) {
            var resolved = YAML.createArrayNode();
            for (var element : array) {
                resolved.add(resolve(element, file));
            }
            return resolved;
        }
        return node;
    }

    private JsonNode target(String reference, Path from) throws IOException {
        var parts = reference.split("#/", 2);
        var file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        var section = folder.relativize(file).getName(0).toString().replace(".yaml", "");
        var name = parts.length == 2 ? parts[1] : "";
        var definition = read(file).path(name);
        if (definition.isMissingNode()) {
            throw new IllegalArgumentException(from + " refers to " + reference + ", which does not exist.");
        }
        var isNew = used.add(file + "#" + name);
        if (section.equals("paths")) {
            return resolve(definition, file);
        }
        var siblings = components.withObjectProperty(section);
        if (isNew) {
            if (siblings.has(name)) {
                throw new IllegalArgumentException("Two definitions in " + section + " have the name " + name + ".");
            }
            // Keeps its place, also for what it contains and what refers to it again.
            siblings.putNull(name);
            siblings.set(name, resolve(definition, file));
        }
        return YAML.createObjectNode().put(REFERENCE, "#/components/" + section + "/" + name);
    }

    private JsonNode read(Path file) throws IOException {
        var known = files.get(file);
        if (known == null) {
            known = YAML.readTree(file.toFile());
            files.put(file, known);
        }
        return known;
    }

    private void checkAllUsed() {
        var unused = new TreeSet<String>();
        files.forEach((file, definitions) -> definitions.fieldNames().forEachRemaining(name -> {
            if (!used.contains(file + "#" + name)) {
                unused.add(folder.relativize(file) + "#/" + name);
            }
        }));
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("Nothing refers to " + String.join(", ", unused) + ".");
        }
    }
}
