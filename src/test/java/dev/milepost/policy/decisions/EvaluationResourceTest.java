package dev.milepost.policy.decisions;

import static dev.milepost.policy.PolicyClient.POLICIES;
import static dev.milepost.policy.PolicyClient.contract;
import static dev.milepost.policy.PolicyClient.enforce;
import static dev.milepost.policy.PolicyClient.post;
import static dev.milepost.policy.PolicyClient.put;
import static dev.milepost.policy.PolicyClient.retire;
import static dev.milepost.testing.SloClient.event;
import static dev.milepost.testing.SloClient.sendAndCount;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.milepost.policy.definitions.TestPolicies;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decisions over HTTP, from a pull request to production. */
@QuarkusTest
@Tag("service")
class EvaluationResourceTest {

    private final String service = "s-" + UUID.randomUUID();
    private final String policy = "p-" + UUID.randomUUID();
    private final String commit = UUID.randomUUID().toString();

    @BeforeEach
    void save() {
        var spec = """
                hooks: [pull_request, deploy]
                match: service == "%s"
                parameters: {least: 2}
                engine: cel
                rules:
                - name: replicas
                  expect: input.replicas >= parameters.least
                  message: At least two replicas.
                  path: /input/replicas
                  remedy: Raise the replicas.
                """.formatted(service);
        put(contract(), policy, TestPolicies.yaml(policy, spec)).statusCode(200);
    }

    @AfterEach
    void end() {
        retire(policy);
    }

    private String request(String hook, String more, int replicas) {
        return """
                {"hook": "%s", "service_id": "component:default/%s", "commit_sha": "%s", "repository": "github.com/acme/x",
                 "pr_id": 7, "correlation_id": "%s", %s "input": {"replicas": %d, "api_token": "ghp_0123456789"}}
                """.formatted(hook, service, commit, service, more, replicas);
    }

    private ValidatableResponse evaluate(String environment, int replicas) {
        var hook = environment.isEmpty() ? "pull_request" : "deploy";
        var more = environment.isEmpty() ? "" : "\"environment\": \"%s\",".formatted(environment);
        return post("evaluate", request(hook, more, replicas)).statusCode(200);
    }

    @Test
    void warnsEarlyAndDeniesLate() {
        evaluate("", 1)
                .body("decision", equalTo("warn"))
                .body("environment_tier", equalTo("development"))
                .body("results[0].status", equalTo("fail"))
                .body("results[0].mode", equalTo("warn"))
                .body("results[0].because", equalTo("warn is the mode of policies in development."))
                .body("results[0].violations[0].rule", equalTo("replicas"))
                .body("results[0].violations[0].pointer", equalTo("/input/replicas"))
                .body("summary_markdown", containsString("At least two replicas"));
        evaluate("test", 1).body("decision", equalTo("warn"));
        evaluate("prod", 1).body("decision", equalTo("deny"));
        evaluate("prodd", 1).body("decision", equalTo("deny")).body("environment_tier", equalTo("other"));
        evaluate("prod", 2).body("decision", equalTo("allow")).body("results[0].status", equalTo("pass"));
        post(
                        "evaluate",
                        "{\"hook\": \"deploy\", \"service_id\": \"other-%s\", \"environment\": \"prod\"}"
                                .formatted(service))
                .statusCode(200)
                .body("decision", equalTo("allow"))
                .body("warnings[0]", containsString("has no entity of service"))
                .body("results.policy", not(hasItem(policy)));
    }

    @Test
    void followsEnforcement() {
        enforce(policy, "[{\"mode\": \"shadow\", \"services\": [\"%s\"]}]".formatted(service))
                .statusCode(200);
        evaluate("prod", 1)
                .body("decision", equalTo("allow"))
                .body("results[0].status", equalTo("fail"))
                .body("results[0].mode", equalTo("shadow"));
        enforce(policy, "[{\"mode\": \"off\"}]").statusCode(200);
        evaluate("prod", 1).body("results[0].status", equalTo("skipped"));
        enforce(policy, "[]")
                .statusCode(409)
                .body("type", equalTo("/problems/policy-not-proven"))
                .body("detail", containsString("would have blocked"));
        contract()
                .contentType("application/json")
                .body("{\"rules\": [], \"reason\": \"A test.\"}")
                .put(POLICIES + policy + "/enforcement")
                .then()
                .statusCode(200);
        evaluate("prod", 1).body("decision", equalTo("deny"));
    }

    @Test
    void saysWhatFaultsOfEnginesDo() {
        var broken = "{\"hook\": \"deploy\", \"service_id\": \"%s\", \"environment\": \"%s\"}";

        post("evaluate", broken.formatted(service, "prod"))
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("results[0].status", equalTo("error"))
                .body("results[0].because", containsString("The engine failed, which denies in this tier."));
        post("evaluate", broken.formatted(service, "dev"))
                .statusCode(200)
                .body("decision", equalTo("warn"))
                .body("results[0].status", equalTo("error"));
    }

    @Test
    void repeatsDecisionOfKey() {
        var key = UUID.randomUUID().toString();
        var body = request("deploy", "\"environment\": \"prod\",", 1);
        var first = withKey(key, body).statusCode(200).extract().<String>path("decision_id");
        enforce(policy, "[{\"mode\": \"off\"}]").statusCode(200);

        withKey(key, body).statusCode(200).body("decision_id", equalTo(first)).body("decision", equalTo("deny"));
        withKey(key, request("deploy", "\"environment\": \"prod\",", 3))
                .statusCode(409)
                .body("type", equalTo("/problems/idempotency-key-used"));
    }

    private static ValidatableResponse withKey(String key, String body) {
        return contract()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(POLICIES + "evaluate")
                .then();
    }

    @Test
    void refusesIncompleteRequests() {
        post("evaluate", "{\"hook\": \"deploy\", \"service_id\": \"s\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/environment"));
        post("evaluate", "{\"hook\": \"deploys\", \"service_id\": \"s\", \"environment\": \"prod\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/hook"));
        post("evaluate", "{\"hook\": \"build\"}").statusCode(422).body("errors.pointer", contains("/service_id"));
        post("evaluate", "{\"hook\": \"scaffold\"}").statusCode(422).body("errors.pointer", contains("/template_id"));
        post("evaluate", "{\"hook\": \"build\", \"service_id\": \"s\", \"pr_id\": 7}")
                .statusCode(422)
                .body("errors.pointer", contains("/repository"));
        post("evaluate", "{\"hook\": \"scaffold\", \"template_id\": \"springboot-service\"}")
                .statusCode(200)
                .body("service_id", equalTo(null));
    }

    @Test
    void keepsDecisionWithoutSecrets() {
        var id = evaluate("prod", 1).extract().<String>path("decision_id");

        contract()
                .get(POLICIES + "decisions/" + id)
                .then()
                .statusCode(200)
                .body("service_id", equalTo(service))
                .body("pr_id", equalTo("7"))
                .body("input.input.replicas", equalTo(1))
                .body("input.input.api_token", equalTo(null))
                .body("input.service", equalTo(service));
        for (var filter : new String[] {
            "service=component:default/" + service,
            "commit=" + commit,
            "policy=" + policy,
            "decision=deny&service=" + service
        }) {
            contract()
                    .get("/api/v1/policies/decisions?" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.decision_id", contains(id));
        }
        contract()
                .get("/api/v1/policies/decisions?pull_request=github.com/acme/x!7&commit=" + commit)
                .then()
                .body("items.decision_id", contains(id));
        contract()
                .get("/api/v1/policies/decisions?decision=warn&service=" + service)
                .then()
                .body("items", empty());
        contract()
                .get("/api/v1/policies/decision-logs?service=" + service)
                .then()
                .statusCode(200)
                .body("items[0].decision_id", equalTo(id))
                .body("items[0].result.decision", equalTo("deny"));
        contract().get(POLICIES + "decisions/none").then().statusCode(404);
        contract().get("/api/v1/policies/decisions?decision=denied").then().statusCode(400);
    }

    @Test
    void standsInCorrelationOfChange() {
        var id = evaluate("prod", 1).extract().<String>path("decision_id");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> contract()
                        .get("/api/v1/events?service=%s&type=policy.evaluated".formatted(service))
                        .then()
                        .statusCode(200)
                        .body("items.id", contains(id)));
        contract()
                .get("/api/v1/events?correlation=" + service)
                .then()
                .body("items[0].data.decision", equalTo("deny"))
                .body("items[0].data.enforcement", equalTo("enforce"))
                .body("items[0].data.errors", equalTo(0))
                .body("items[0].data.duration_seconds", greaterThan(0f))
                .body("items[0].data.violations[0].message", equalTo("At least two replicas."));
        contract().get("/api/v1/correlations/" + commit).then().statusCode(200).body("events.id", hasItem(id));
    }

    @Test
    void listsDeploymentsWithoutApproval() {
        evaluate("prod", 1);
        var deployed =
                "\"service_id\": \"%s\", \"environment\": \"prod\", \"status\": \"success\", \"deployment_id\": \"%s\", \"commit_sha\": \"%s\"";
        sendAndCount(
                event("deploy.completed", Instant.now(), deployed.formatted(service, "denied", commit)),
                event("deploy.completed", Instant.now(), deployed.formatted(service, "unknown", "c-" + commit)));
        var path = "/api/v1/policies/unapproved-deployments?service=" + service;

        contract()
                .get(path)
                .then()
                .statusCode(200)
                .body("items.find { it.deployment_id == 'denied' }.reason", equalTo("denied"))
                .body("items.find { it.deployment_id == 'denied' }.decision_id", notNullValue())
                .body("items.find { it.deployment_id == 'unknown' }.reason", equalTo("never_evaluated"))
                .body("next_cursor", equalTo(null));

        evaluate("prod", 3);
        sendAndCount(event("deploy.completed", Instant.now(), deployed.formatted(service, "approved", commit)));
        contract().get(path).then().body("items.deployment_id", not(hasItem("approved")));
    }
}
