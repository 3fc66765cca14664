package dev.milepost.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.testing.ContractDocument.BodyExample;
import dev.milepost.testing.ContractDocument.DescribedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract says what everything in it is, and shows how each operation is called and how it answers. */
class ContractDescriptionsTest {

    private static final ContractDocument DOCUMENT = ContractDocument.read();

    @Test
    void describesOperationsWithTheirRoles() {
        assertThat(DOCUMENT.operations()).isNotEmpty().allSatisfy(operation -> {
            var description = operation.definition().path("description").asText();
            var roles = operation.definition().path("x-milepost-roles");
            assertThat(description).as(operation.id()).isNotBlank();
            roles.forEach(
                    role -> assertThat(description).as(operation.id()).contains("role `%s`".formatted(role.asText())));
            assertThat(roles.isEmpty())
                    .as("%s without a role lets everybody in", operation.id())
                    .isEqualTo(operation.definition().has("security"));
        });
    }

    @Test
    void describesParameters() {
        var silent = DOCUMENT.operations().stream()
                .flatMap(operation -> DOCUMENT.parameters(operation).stream()
                        .filter(parameter ->
                                parameter.path("description").asText().isBlank())
                        .map(parameter ->
                                operation.id() + " " + parameter.path("name").asText()));

        assertThat(silent).isEmpty();
    }

    @Test
    void describesProperties() {
        var silent = new ArrayList<String>();

        for (var schema : DOCUMENT.schemas()) {
            if (isSilent(schema.getValue())) {
                silent.add(schema.getKey());
            }
            addSilent(schema.getKey(), schema.getValue(), silent);
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void showsRequests() {
        var hidden = DOCUMENT.operations().stream()
                .filter(operation -> operation.definition().has("requestBody"))
                .filter(operation -> DOCUMENT.requests(operation).isEmpty())
                .map(DescribedOperation::id);

        assertThat(hidden).isEmpty();
    }

    /** An archive cannot be shown. */
    @Test
    void showsAnswers() {
        var hidden = DOCUMENT.operations().stream()
                .flatMap(operation -> DOCUMENT.successes(operation).stream()
                        .filter(response -> response.getValue().has("content"))
                        .filter(response -> !response.getValue().path("content").has("application/x-tar"))
                        .filter(response ->
                                DOCUMENT.examples(response.getValue()).isEmpty())
                        .map(response -> operation.id() + " " + response.getKey()));

        assertThat(hidden).isEmpty();
    }

    @Test
    void showsAnswersThatFitTheirSchemas() {
        var validator = OpenApiInteractionValidator.createForSpecificationUrl(Contract.DOCUMENT)
                .build();

        var faults = DOCUMENT.operations().stream()
                .flatMap(operation -> DOCUMENT.successes(operation).stream()
                        .flatMap(response -> DOCUMENT.examples(response.getValue()).stream()
                                .filter(example -> example.mediaType().endsWith("json"))
                                .flatMap(example -> faults(validator, operation, response.getKey(), example))))
                .toList();

        assertThat(faults).isEmpty();
    }

    private static Stream<String> faults(
            OpenApiInteractionValidator validator, DescribedOperation operation, String status, BodyExample example) {
        var response = SimpleResponse.Builder.status(Integer.parseInt(status))
                .withContentType(example.mediaType())
                .withBody(example.value().toString())
                .build();
        var report = validator.validateResponse(operation.path(), Method.valueOf(operation.method()), response);
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> "%s %s %s: %s %s"
                        .formatted(
                                operation.id(),
                                status,
                                example.name(),
                                message.getMessage(),
                                message.getNestedMessages().stream()
                                        .map(ValidationReport.Message::getMessage)
                                        .collect(joining("; "))));
    }

    private static boolean isSilent(JsonNode schema) {
        return schema.path("description").asText().isBlank()
                && DOCUMENT.follow(schema).path("description").asText().isBlank();
    }

    private static void addSilent(String path, JsonNode schema, List<String> silent) {
        for (var property : schema.path("properties").properties()) {
            var name = path + "." + property.getKey();
            if (isSilent(property.getValue())) {
                silent.add(name);
            }
            addSilent(name, property.getValue(), silent);
        }
        addSilentParts(path + "[]", schema.path("items"), silent);
        addSilentParts(path + "{}", schema.path("additionalProperties"), silent);
        schema.path("oneOf").forEach(part -> addSilentParts(path, part, silent));
    }

    private static void addSilentParts(String path, JsonNode schema, List<String> silent) {
        if (schema.isObject()) {
            addSilent(path, schema, silent);
        }
    }
}
