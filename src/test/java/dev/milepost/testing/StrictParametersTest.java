package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.testing.ContractDocument.DescribedOperation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract refuses query parameters that it does not have, that are empty, or that stand twice. */
@QuarkusTest
@Tag("service")
class StrictParametersTest {

    private static final ContractDocument DOCUMENT = ContractDocument.read();

    static Stream<Named<DescribedOperation>> operations() {
        return DOCUMENT.operations().stream().map(operation -> Named.of(operation.id(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesUnknownParameters(DescribedOperation operation) {
        isRefused(ask(operation, "servce=payments-api"), "servce");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesEmptyAndRepeatedParameters(DescribedOperation operation) {
        for (var parameter : DOCUMENT.parameters(operation)) {
            if (parameter.path("in").asText().equals("query")) {
                var name = parameter.path("name").asText();
                isRefused(ask(operation, name + "="), name);
                isRefused(ask(operation, name), name);
                if (!parameter.at("/schema/type").asText().equals("array")) {
                    var value = value(parameter.path("schema"));
                    isRefused(ask(operation, "%1$s=%2$s&%1$s=%2$s".formatted(name, value)), name);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "four-keys?servce=payments-api&from=2026-06-01&to=2026-07-01, servce, Did you mean service?",
        "four-keys?service=payments-api&form=2026-06-01, form, Did you mean from?",
        "four-keys?service=&from=2026-06-01&to=2026-07-01, service, must not be empty",
        "four-keys?Service=payments-api, Service, Did you mean service?",
        "four-keys?interval=Day, interval, 'must be one of day, week, month'",
        "events?limit=ten, limit, must be an integer",
        "templates?deprecated=TRUE, deprecated, must be true or false",
        "four-keys?service=%ff, service, UTF-8",
    })
    void saysWhatIsWrong(String question, String pointer, String detail) {
        isRefused(given().urlEncodingEnabled(false).get("/api/v1/" + question).then(), pointer)
                .body("detail", containsString(detail));
    }

    private static ValidatableResponse ask(DescribedOperation operation, String query) {
        var path = operation
                .path()
                .replace("{id}", "00000000-0000-4000-8000-000000000000")
                .replace("{provider}", "github")
                .replaceAll("\\{[^}]*}", "x");
        var request = given().filter(Contract.FILTER).urlEncodingEnabled(false);
        var content = operation.definition().at("/requestBody/content").fieldNames();
        if (content.hasNext()) {
            request.contentType(content.next()).body(new byte[0]);
        }
        return request.request(operation.method(), path + "?" + query).then();
    }

    private static ValidatableResponse isRefused(ValidatableResponse answer, String pointer) {
        return answer.statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.pointer", contains(pointer));
    }

    private static String value(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" -> "1";
            case "boolean" -> "true";
            default -> schema.path("enum").path(0).asText("x");
        };
    }
}
