package dev.milepost.policy.enforcement;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.post;
import static dev.milepost.policy.PolicyClient.put;
import static dev.milepost.policy.PolicyClient.retire;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.milepost.policy.definitions.TestPolicies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new version of an enforced policy over HTTP. */
@QuarkusTest
@Tag("service")
class ReplacementResourceTest {

    private final String service = "s-" + UUID.randomUUID();
    private final String policy = "p-" + UUID.randomUUID();

    @AfterEach
    void end() {
        retire(policy);
    }

    @Test
    void replaysVersionsBeforeTheyReplaceOthers() {
        put(contract(), policy, version("1.0.0", 2)).statusCode(200);
        assertDecision("allow");
        var next = version("2.0.0", 4);

        sent(next)
                .post(POLICIES + policy + "/impact")
                .then()
                .statusCode(200)
                .body("version", equalTo("2.0.0"))
                .body("applied", equalTo(1))
                .body("blocked", equalTo(1));
        put(contract(), policy, next)
                .statusCode(409)
                .body("type", equalTo("/problems/policy-not-proven"))
                .body("detail", containsString("version 2.0.0 of policy '%s' would have blocked 1".formatted(policy)));
        assertDecision("allow");
        sent(next)
                .queryParam("reason", "four-are-needed-since-today")
                .put(POLICIES + policy)
                .then()
                .statusCode(200);
        assertDecision("deny");
        contract()
                .get("/api/v1/audit?subject=policies/" + policy)
                .then()
                .statusCode(200)
                .body("items.after.reason", hasItem("four-are-needed-since-today"));
    }

    private RequestSpecification sent(String yaml) {
        return contract().contentType("application/yaml").body(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private String version(String version, int replicas) {
        return TestPolicies.yaml(policy, """
                        hooks: [deploy]
                        match: service == "%s"
                        engine: cel
                        rules: [{expect: input.replicas >= %d, message: More replicas.}]
                        """.formatted(service, replicas))
                .replace("version: 1.0.0", "version: " + version);
    }

    private void assertDecision(String decision) {
        post("evaluate", """
                        {"hook": "deploy", "service_id": "%s", "environment": "prod", "input": {"replicas": 3}}
                        """.formatted(service)).statusCode(200).body("decision", equalTo(decision));
    }
}
