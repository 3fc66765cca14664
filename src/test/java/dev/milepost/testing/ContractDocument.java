package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The contract as a tree, for tests of what it says. */
final class ContractDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private final JsonNode root;

    private ContractDocument(JsonNode root) {
        this.root = root;
    }

    static ContractDocument read() {
        try {
            return new ContractDocument(
                    new YAMLMapper().readTree(Path.of(Contract.DOCUMENT).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation of a path and method. */
    record DescribedOperation(String path, String method, JsonNode definition) {

        String id() {
            return definition.path("operationId").asText();
        }
    }

    /** An example of a body. */
    record BodyExample(String mediaType, String name, JsonNode value) {}

    List<DescribedOperation> operations() {
        var operations = new ArrayList<DescribedOperation>();
        for (var path : root.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(new DescribedOperation(
                            path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()));
                }
            }
        }
        return operations;
    }

    /** The schemas by their names. */
    Set<Map.Entry<String, JsonNode>> schemas() {
        return root.path("components").path("schemas").properties();
    }

    /** What a reference refers to; anything else itself. */
    JsonNode follow(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    List<JsonNode> parameters(DescribedOperation operation) {
        return elements(operation.definition().path("parameters"))
                .map(this::follow)
                .toList();
    }

    List<BodyExample> requests(DescribedOperation operation) {
        return examples(operation.definition().path("requestBody"));
    }

    /** The responses of success, by their status. */
    List<Map.Entry<String, JsonNode>> successes(DescribedOperation operation) {
        return operation.definition().path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .toList();
    }

    /** The examples of the body of a request or response. */
    List<BodyExample> examples(JsonNode body) {
        return body.path("content").properties().stream()
                .flatMap(content -> content.getValue().path("examples").properties().stream()
                        .map(example -> new BodyExample(
                                content.getKey(),
                                example.getKey(),
                                follow(example.getValue()).path("value"))))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
