package dev.milepost.policy.decisions;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decision logs of other OPAs over HTTP. */
@QuarkusTest
@Tag("service")
class DecisionLogsResourceTest {

    private final String service = "s-" + UUID.randomUUID();

    @Test
    void takesDecisionLogsOfOtherOpas() throws IOException {
        var id = UUID.randomUUID();
        var log = """
                [{"decision_id": "%s", "path": "kubernetes/admission/deny", "timestamp": "%s", "result": ["no digest"],
                  "input": {"service_id": "%s", "environment": "prod", "hook": "deploy", "password": "x"}}, {"path": "p"}]
                """.formatted(id, Instant.now(), service);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(log.getBytes(StandardCharsets.UTF_8));
        }

        // The contract filter does not read compressed bodies.
        given().header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(bytes.toByteArray())
                .post("/api/v1/policies/decision-logs")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(1));
        post("decision-logs", log).statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(1));
        post("decision-logs", "{}").statusCode(422).body("type", equalTo("/problems/unreadable-decision-log"));
        contract()
                .get(POLICIES + "decisions/" + id)
                .then()
                .statusCode(200)
                .body("origin", equalTo("opa"))
                .body("decision", equalTo("deny"))
                .body("input.password", equalTo(null));
        given().header("Content-Encoding", "br")
                .contentType("application/json")
                .body(bytes.toByteArray())
                .post("/api/v1/policies/decision-logs")
                .then()
                .statusCode(415);
        given().header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(bytes.toByteArray())
                .post("/api/v1/policies/evaluate")
                .then()
                .statusCode(415);
    }
}
