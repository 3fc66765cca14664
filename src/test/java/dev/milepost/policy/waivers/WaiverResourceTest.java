package dev.milepost.policy.waivers;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.post;
import static dev.milepost.policy.PolicyClient.put;
import static dev.milepost.policy.PolicyClient.retire;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.policy.definitions.TestPolicies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waivers over HTTP: asked for by one, approved by another. */
@QuarkusTest
@Tag("service")
class WaiverResourceTest {

    private final String service = "s-" + UUID.randomUUID();
    private final String policy = "p-" + UUID.randomUUID();

    @BeforeEach
    void save() {
        var spec = """
                hooks: [deploy]
                match: service == "%s"
                engine: cel
                rules: [{expect: "false", message: Never.}]
                """.formatted(service);
        put(contract(), policy, TestPolicies.yaml(policy, spec)).statusCode(200);
    }

    @AfterEach
    void end() {
        retire(policy);
    }

    private static RequestSpecification jane() {
        return contract("user:default/jane", "group:default/payments");
    }

    private static RequestSpecification owner() {
        return contract("user:default/john", "group:default/platform");
    }

    private ValidatableResponse request(RequestSpecification caller, Duration life, String more) {
        return caller.contentType("application/json")
                .body("""
                        {"service_id": "component:default/%s", "reason": "Known.", "ticket": "SEC-1", %s "expires_at": "%s"}
                        """.formatted(service, more, Instant.now().plus(life)))
                .post(POLICIES + policy + "/waivers")
                .then();
    }

    private String requested(String more) {
        return request(jane(), Duration.ofDays(5), more)
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse approve(RequestSpecification caller, String id, boolean emergency) {
        return caller.contentType("application/json")
                .body("{\"emergency\": %s}".formatted(emergency))
                .post(POLICIES + policy + "/waivers/" + id + "/approval")
                .then();
    }

    private ValidatableResponse evaluate(String environment) {
        return post(
                        "evaluate",
                        "{\"hook\": \"deploy\", \"service_id\": \"%s\", \"environment\": \"%s\"}"
                                .formatted(service, environment))
                .statusCode(200);
    }

    @Test
    void waivesAfterApprovalOfAnother() {
        var id = requested("\"environment\": \"Prod\",");
        evaluate("prod").body("decision", equalTo("deny"));
        approve(jane(), id, false).statusCode(403);
        approve(contract("user:default/eve", "group:default/other"), id, false).statusCode(403);
        approve(contract(), id, false).statusCode(403);
        approve(owner(), id, false)
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("approved_by", equalTo("user:default/john"));
        approve(owner(), id, false).statusCode(409).body("type", equalTo("/problems/waiver-not-open"));

        evaluate("prod")
                .body("decision", equalTo("allow"))
                .body("results[0].status", equalTo("waived"))
                .body("results[0].violations", hasSize(1))
                .body("results[0].because", containsString("user:default/john waived it until"));
        evaluate("staging").body("decision", equalTo("deny"));

        contract()
                .get("/api/v1/waivers?active=true&policy=" + policy + "&service=component:default/" + service)
                .then()
                .statusCode(200)
                .body("items.id", contains(id));
        contract()
                .delete(POLICIES + policy + "/waivers/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("revoked"));
        evaluate("prod").body("decision", equalTo("deny"));
        contract()
                .get("/api/v1/audit?subject=policies/" + policy)
                .then()
                .body(
                        "items.action",
                        hasItems("policy.waiver_requested", "policy.waiver_approved", "policy.waiver_revoked"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> contract()
                        .get("/api/v1/events?type=policy.waived&service=" + service)
                        .then()
                        .body("items.data.state", contains("revoked", "approved")));
    }

    @Test
    void needsOnlyAdminsInEmergency() {
        var id = requested("");
        approve(owner(), id, true).statusCode(403);
        approve(contract(), id, true)
                .statusCode(200)
                .body("state", equalTo("requested"))
                .body("emergency_by", equalTo("anonymous"));
        // The same admin is no second one.
        approve(contract(), id, true)
                .statusCode(200)
                .body("state", equalTo("requested"))
                .body("approved_by", nullValue());
        evaluate("prod").body("decision", equalTo("deny"));
    }

    @Test
    void limitsScopeAndEnd() {
        request(jane(), Duration.ofDays(91), "")
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-waiver"))
                .body("errors.pointer", contains("/expires_at"));
        request(jane(), Duration.ofDays(-1), "").statusCode(422);
        request(jane(), Duration.ofDays(1), "\"artifact\": \"payments:latest\",")
                .statusCode(422)
                .body("errors.pointer", contains("/artifact"));
        request(jane(), Duration.ofDays(1), "\"scope\": \"all\",")
                .statusCode(422)
                .body("errors.pointer", contains("/scope"));
        contract()
                .contentType("application/json")
                .body("""
                        {"service_id": "payments-api", "reason": "r", "ticket": "T-1", "expires_at": "%s"}
                        """.formatted(Instant.now().plus(Duration.ofDays(1))))
                .post(POLICIES + "no-such-policy/waivers")
                .then()
                .statusCode(404);
        approve(owner(), UUID.randomUUID().toString(), false).statusCode(404);
        approve(owner(), "none", false).statusCode(404);
    }
}
