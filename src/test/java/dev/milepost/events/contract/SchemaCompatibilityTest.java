package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every schema against the form in which it was last released, kept in {@code released-schemas}. */
class SchemaCompatibilityTest {

    private static final Path RELEASED = Path.of("src/test/resources/released-schemas");
    private static final Path CURRENT = Path.of("src/main/resources/schemas/events");

    static Stream<Path> released() throws IOException {
        return Files.list(RELEASED).sorted();
    }

    @ParameterizedTest
    @MethodSource("released")
    void breaksNoReleasedSchema(Path released) {
        var current = CURRENT.resolve(released.getFileName());

        assertThat(current).as("a released type is removed").exists();
        assertThat(BreakingSchemaChanges.breaking(schema(released), schema(current)))
                .isEmpty();
    }

    @Test
    void hasReleasedSchemaOfEveryType() throws IOException {
        try (var types = Files.list(CURRENT)) {
            assertThat(types.map(type -> RELEASED.resolve(type.getFileName())))
                    .allSatisfy(type -> assertThat(type).exists());
        }
    }

    @Test
    void detectsBreakingChanges() {
        assertThat(change(schema -> properties(schema).remove("artifact"))).hasSize(1);
        assertThat(change(schema ->
                        properties(schema).set("image", properties(schema).remove("artifact"))))
                .containsExactly("/properties/artifact is removed");
        assertThat(change(schema -> property(schema, "artifact").put("type", "integer")))
                .containsExactly("/properties/artifact/type is narrowed");
        assertThat(change(schema -> ((ArrayNode) schema.get("required")).add("artifact")))
                .containsExactly("artifact is newly required");
        assertThat(change(schema -> ((ArrayNode) property(schema, "kind").get("enum")).remove(0)))
                .containsExactly("/properties/kind/enum is narrowed");
        assertThat(change(schema -> property(schema, "artifact").put("maxLength", 10)))
                .containsExactly("/properties/artifact/maxLength is narrowed");
        assertThat(change(schema -> property(schema, "artifact").put("format", "uri")))
                .containsExactly("/properties/artifact/format is changed");
        assertThat(change(schema -> ((ObjectNode) property(schema, "commits").get("items")).put("type", "integer")))
                .containsExactly("/properties/commits/items/type is narrowed");
        assertThat(change(schema -> schema.put("additionalProperties", false)))
                .containsExactly("/additionalProperties is changed");
    }

    @Test
    void allowsAddedFieldsAndLooserRules() {
        assertThat(change(schema -> properties(schema).putObject("region").put("type", "string")))
                .isEmpty();
        assertThat(change(schema -> ((ArrayNode) property(schema, "kind").get("enum")).add("canary")))
                .isEmpty();
        assertThat(change(schema -> ((ArrayNode) schema.get("required")).remove(0)))
                .isEmpty();
        assertThat(change(schema -> property(schema, "artifact").put("maxLength", 9999)))
                .isEmpty();
        assertThat(change(schema -> property(schema, "artifact").put("description", "Else.")))
                .isEmpty();
    }

    private static List<String> change(Consumer<ObjectNode> change) {
        var released = schema(RELEASED.resolve("deploy.completed"));
        var changed = (ObjectNode) released.deepCopy();
        change.accept(changed);
        return BreakingSchemaChanges.breaking(released, changed);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) properties(schema).get(name);
    }

    private static JsonNode schema(Path type) {
        try {
            return EventJson.JSON.readTree(type.resolve("schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
