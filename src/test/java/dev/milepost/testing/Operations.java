package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operations of the API document, and whom each says that it lets in. */
public final class Operations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private Operations() {}

    /**
     * One operation.
     *
     * @param path with something in the place of each parameter
     * @param roles that it says to need one of; none where it says nothing
     * @param open whether it says that nobody is asked
     */
    public record Operation(String id, String method, String path, List<String> roles, boolean open) {

        @Override
        public String toString() {
            return id;
        }
    }

    public static List<Operation> all() {
        var operations = new ArrayList<Operation>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method ->
                                operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Path.of(Contract.DOCUMENT).toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        var roles = new ArrayList<String>();
        operation.path("x-milepost-roles").forEach(role -> roles.add(role.asText()));
        var security = operation.path("security");
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path.replace("{id}", "00000000-0000-4000-8000-000000000000").replaceAll("\\{[^}]*}", "x"),
                roles,
                security.isArray() && security.isEmpty());
    }
}
