package dev.milepost.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.ContractDocument.DescribedOperation;
import dev.milepost.testing.ForbiddenBodies.ForbiddenBody;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract that has a body refuses the bodies that the contract forbids, and says where they are wrong. */
@QuarkusTest
@Tag("service")
class ForbiddenBodiesTest {

    private static final ContractDocument DOCUMENT = ContractDocument.read();

    /** Documents of standards, which have schemas of their own, and entities, whose findings are the answer. */
    private static final List<String> OF_ANY_FORM = List.of("previewSlo", "putSlo", "putSlos", "validateEntities");

    static Stream<Named<DescribedOperation>> operations() {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.definition().has("requestBody"))
                .map(operation -> Named.of(operation.id(), operation));
    }

    @Test
    void makesBodiesForEachOperation() {
        assertThat(operations()
                        .map(Named::getPayload)
                        .filter(operation ->
                                ForbiddenBodies.of(DOCUMENT, operation).isEmpty())
                        .map(DescribedOperation::id))
                .containsExactlyInAnyOrderElementsOf(OF_ANY_FORM);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesForbiddenBodies(DescribedOperation operation) {
        for (var body : ForbiddenBodies.of(DOCUMENT, operation)) {
            var answer = send(operation, body);

            if (operation.id().equals("receiveWebhook")) {
                // Without a signature nothing of the body is read.
                assertThat(answer.statusCode()).as(body.toString()).isIn(401, 404);
            } else if (operation.id().equals("sendPolicyDecisionLogs") && answer.statusCode() == 200) {
                // Logs are of another program: what is not read is passed over.
                assertThat(answer.<Object>path("rejected")).as(body.toString()).isNotNull();
            } else if (operation.id().equals("syncEntities") && answer.statusCode() == 200) {
                assertThat(answer.path("rejected").toString())
                        .as(body.toString())
                        .isEqualTo("1");
                assertPointsTo(body, answer.path("entities[0].errors.pointer"));
            } else {
                assertThat(answer.statusCode())
                        .as("%s %s", body, answer.asString())
                        .isIn(400, 422);
                if (!body.pointer().isEmpty()) {
                    assertPointsTo(body, answer.path("errors.pointer"));
                }
            }
        }
    }

    private static Response send(DescribedOperation operation, ForbiddenBody body) {
        var path = operation
                .path()
                .replace("{provider}", "github")
                .replace("{version}", "1.0.0")
                .replace("{id}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[^}]*}", "x");
        return given().filter(Contract.FILTER)
                .urlEncodingEnabled(false)
                .contentType(body.mediaType())
                .body(body.value().toString().getBytes(StandardCharsets.UTF_8))
                .request(operation.method(), path);
    }

    /** A pointer to the place, or to what it is in or contains: an object that is none lacks its members. */
    private static void assertPointsTo(ForbiddenBody body, List<String> pointers) {
        assertThat(Objects.requireNonNullElse(pointers, List.<String>of()))
                .as(body.toString())
                .anyMatch(pointer ->
                        isWithin(pointer, body.pointer()) || !pointer.isEmpty() && isWithin(body.pointer(), pointer));
    }

    private static boolean isWithin(String pointer, String other) {
        return (pointer + "/").startsWith(other + "/");
    }
}
