package dev.milepost.platform.schemas;

import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.dialect.Dialect;
import dev.milepost.platform.expressions.LinearExpression;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values with more errors than anyone reads. */
class BoundedValidationTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'items': {'type': 'string'}}",
                "{'items': {'oneOf': [{'type': 'string'}, {'type': 'boolean'}]}}",
                "{'oneOf': [{'items': {'type': 'string'}}, {'items': {'type': 'boolean'}}]}",
                "{'anyOf': [{'items': {'type': 'string'}}, {'items': {'type': 'boolean'}}]}",
                "{'not': {'not': {'items': {'type': 'string'}}}}"
            })
    void listsALimitedNumberOfErrors(String schema) {
        var values = NODES.arrayNode();
        IntStream.range(0, 10_000).forEach(values::add);

        var errors = errors(JsonSchemas.draft7(), json(schema), values);

        assertThat(errors).isNotEmpty().hasSizeLessThanOrEqualTo(1_001);
    }

    /** 2,000 branches with 900 errors each, and 1,024 innermost ones: each branch by itself has few errors. */
    @ParameterizedTest
    @ValueSource(strings = {"anyOf", "oneOf"})
    void countsTheErrorsOfAllBranchesTogether(String choice) {
        var values = NODES.arrayNode();
        IntStream.range(0, 900).forEach(values::add);
        var branch = "{'items': {'type': 'string'}}";
        var flat = "{'%s': [%s]}".formatted(choice, String.join(",", Collections.nCopies(2_000, branch)));
        var nested = branch;
        for (int i = 0; i < 10; i++) {
            nested = "{'%s': [%s, %s]}".formatted(choice, nested, nested);
        }
        for (var schema : List.of(flat, "{'items': " + flat + "}", "{'not': {'not': " + flat + "}}")) {
            var errors =
                    errors(JsonSchemas.draft7(), json(schema), schema.startsWith("{'items'") ? list(values) : values);

            assertThat(errors)
                    .singleElement()
                    .satisfies(error -> assertThat(error.getMessage()).contains("branches", "anyOf"));
        }
        assertThat(errors(JsonSchemas.draft7(), json(nested), values)).hasSizeLessThanOrEqualTo(1_001);
    }

    @Test
    void writesThePointerToAnErrorWithoutLongNames() {
        var value = NODES.arrayNode().add(1);
        JsonNode nested = value;
        for (int i = 0; i < 50; i++) {
            nested = NODES.objectNode().set("a/b" + "n".repeat(1_000), nested);
        }
        var any = json("{'additionalProperties': {'$ref': '#'}, 'items': {'type': 'string'}}");

        assertThat(errors(JsonSchemas.draft7(), any, nested))
                .singleElement()
                .satisfies(error -> assertThat(JsonSchemas.pointer(error))
                        .startsWith("/a~1bnnn")
                        .hasSizeLessThan(4_000));
        assertThat(errors(JsonSchemas.draft7(), any, NODES.objectNode().set("~", value)))
                .singleElement()
                .satisfies(error -> assertThat(JsonSchemas.pointer(error)).isEqualTo("/~0/0"));
    }

    @Test
    void acceptsAValueWithManyErrorsInOtherBranches() {
        var values = NODES.arrayNode();
        IntStream.range(0, 10_000).forEach(values::add);

        var errors = errors(
                JsonSchemas.draft7(), json("{'items': {'oneOf': [{'type': 'string'}, {'type': 'integer'}]}}"), values);

        assertThat(errors).isEmpty();
    }

    private static JsonNode list(JsonNode value) {
        return NODES.arrayNode().add(value);
    }

    private static List<Error> errors(Dialect.Builder dialect, JsonNode schema, JsonNode value) {
        return JsonSchemas.validate(
                JsonSchemas.registry(dialect, LinearExpression::of).getSchema(schema), value);
    }
}
