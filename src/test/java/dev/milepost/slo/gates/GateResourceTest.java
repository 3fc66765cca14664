package dev.milepost.slo.gates;

import static dev.milepost.testing.SloClient.SLOS;
import static dev.milepost.testing.SloClient.contract;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.SloWithRuns;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate over HTTP. */
@QuarkusTest
@Tag("service")
class GateResourceTest {

    private final String name = "c-" + UUID.randomUUID();
    private final String service = "s-" + UUID.randomUUID();

    private final SloWithRuns runs = new SloWithRuns(name, service);

    @Test
    void answersWithDecision() {
        runs.define();

        gate("service=" + service)
                .body("decision", equalTo("allow"))
                .body("slo", nullValue())
                .body("objectives[0].state", equalTo("NO_DATA"))
                .body("objectives[0].reason", containsString("does not freeze releases"))
                .body("explanation", containsString(name));
        gate(400, "kind=change").body("errors[0].pointer", equalTo("template"));
        gate(400, "slo=" + name + "&version=1.0.0");
        gate(400, "slo=" + name + "&kind=securty").body("errors[0].pointer", equalTo("kind"));
        gate(404, "template=no-such-template");
        gate("template=no-such-template&version=1.0.0")
                .body("warnings", hasItem(containsString("No version of template 'no-such-template'")))
                .body("question.version", equalTo("1.0.0"))
                .body("objectives.slo", hasItem("template-success"));
        gate(404, "slo=no-such-slo");
        gate(404, "service=no-such-service");
    }

    @Test
    void keepsPolicyHistory() {
        var strict = """
                {"rules": [{"name": "always", "decision": "caution", "when": {"states": ["NO_DATA"]}, "reason": "Test."}]}
                """;
        runs.define();
        var first = contract()
                .get(SLOS + "gate/policy")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        try {
            put(strict).statusCode(200).body("version", equalTo(first.getInt("version") + 1));
            put(strict).statusCode(200).body("version", equalTo(first.getInt("version") + 1));
            gate("slo=" + name).body("decision", equalTo("caution")).body("rule", equalTo("always"));
            put("{\"rules\": [{\"name\": \"a\"}]}").statusCode(422).body("errors.pointer", hasItem("/rules/0/when"));
            contract()
                    .contentType("application/json")
                    .header("Milepost-User", "user:default/jane")
                    .body(strict)
                    .put(SLOS + "gate/policy")
                    .then()
                    .statusCode(403);
            contract()
                    .get(SLOS + "gate/policy/versions?limit=1000")
                    .then()
                    .statusCode(200)
                    .body("items.version", hasItem(0));
            contract()
                    .get(SLOS + "gate/policy/schema")
                    .then()
                    .statusCode(200)
                    .body("title", equalTo("Error-budget policy"));
        } finally {
            contract()
                    .contentType("application/json")
                    .body(first.getMap("policy"))
                    .put(SLOS + "gate/policy")
                    .then()
                    .statusCode(200);
        }
    }

    private static ValidatableResponse put(String policy) {
        return contract()
                .contentType("application/json")
                .body(policy)
                .put(SLOS + "gate/policy")
                .then();
    }

    private static ValidatableResponse gate(String query) {
        return gate(200, query);
    }

    private static ValidatableResponse gate(int status, String query) {
        return contract().get(SLOS + "gate?" + query).then().statusCode(status);
    }
}
