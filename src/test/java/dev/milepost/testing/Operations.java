package dev.milepost.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

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

    @SuppressWarnings("unchecked")
    public static List<Operation> all() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(1_000);
        var operations = new ArrayList<Operation>();
        try (var text = Files.newInputStream(Path.of("openapi/openapi.yaml"))) {
            Map<String, Object> document = new Yaml(options).load(text);
            var paths = (Map<String, Map<String, Object>>) document.get("paths");
            paths.forEach((path, item) -> item.forEach((method, operation) -> {
                if (METHODS.contains(method)) {
                    operations.add(operation(path, method, (Map<String, Object>) operation));
                }
            }));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return operations;
    }

    @SuppressWarnings("unchecked")
    private static Operation operation(String path, String method, Map<String, Object> operation) {
        return new Operation(
                (String) operation.get("operationId"),
                method.toUpperCase(Locale.ROOT),
                path.replace("{id}", "00000000-0000-4000-8000-000000000000").replaceAll("\\{[^}]*}", "x"),
                (List<String>) operation.getOrDefault("x-milepost-roles", List.of()),
                List.of().equals(operation.get("security")));
    }
}
