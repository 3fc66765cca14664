package dev.milepost.events.webhooks;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Contract;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** GitHub and PagerDuty, as they would send, and the catalog; about a repository that no other test has. */
final class VendorClient {

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private String repository = "acme/shop-" + run;

    String name(String name) {
        return name + "-" + run;
    }

    String repository() {
        return repository;
    }

    void inRepository(String slug) {
        repository = slug;
    }

    String pagerDutyId() {
        return "P" + run.toUpperCase(Locale.ROOT);
    }

    String sha(int number) {
        return (run + "%032d").formatted(number);
    }

    byte[] push(String sha, Instant committed, String file) {
        return """
                {"ref": "refs/heads/main", "before": "%s", "after": "%s", "created": false, "deleted": false,
                 "forced": false, "commits": [{"id": "%s", "distinct": true, "message": "Change it", "timestamp": "%s",
                 "added": [], "removed": [], "modified": ["%s"]}], %s}""".formatted(sha(0), sha, sha, committed, file, about()).getBytes(UTF_8);
    }

    /** @param payload what whoever deploys says of it, as JSON */
    byte[] deployment(String sha, Instant at, String state, String payload) {
        return """
                {"action": "created", "deployment_status": {"id": 1, "state": "%s", "environment": "production",
                 "created_at": "%s"}, "deployment": {"id": 7, "sha": "%s", "ref": "main", "task": "deploy",
                 "payload": %s, "environment": "production"}, %s}""".formatted(state, at, sha, payload, about()).getBytes(UTF_8);
    }

    byte[] ping() {
        return "{\"zen\": \"Design for failure.\", \"hook_id\": 1, %s}"
                .formatted(about())
                .getBytes(UTF_8);
    }

    /** @param id of the event, unique in this run */
    byte[] incident(String kind, String id, Instant at) {
        return incident(kind, id, at, "PI", "high", "null");
    }

    /**
     * @param incident the begin of its id
     * @param reason why it is resolved, as JSON
     */
    byte[] incident(String kind, String id, Instant at, String incident, String urgency, String reason) {
        return """
                {"event": {"id": "%s-%s", "event_type": "%s", "resource_type": "incident", "occurred_at": "%s",
                 "agent": null, "client": null, "data": {"id": "%s%s", "type": "incident",
                 "self": "https://api.pagerduty.com/incidents/PI%s", "urgency": "%s", "priority": null,
                 "resolve_reason": %s,
                 "service": {"id": "%s", "type": "service_reference", "summary": "Shop"}}}}""".formatted(id, run, kind, at, incident, run, run, urgency, reason, pagerDutyId())
                .getBytes(UTF_8);
    }

    private String about() {
        return """
                "repository": {"id": 1, "full_name": "%s", "html_url": "https://github.com/%s", "default_branch": "main"},
                "sender": {"login": "jane"}""".formatted(repository, repository);
    }

    ValidatableResponse gitHub(String event, byte[] body) {
        return given().filter(Contract.FILTER)
                .contentType("application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", "sha256=" + signature(body, "the-secret-of-new"))
                .body(body)
                .post("/webhooks/github")
                .then();
    }

    ValidatableResponse pagerDuty(byte[] body) {
        return signed("pagerduty", body, "the-secret-of-pagerduty");
    }

    ValidatableResponse signed(String provider, byte[] body, String secret) {
        var prefix = provider.equals("pagerduty") ? "v1=" : "sha256=";
        return post(provider, prefix + signature(body, secret), body);
    }

    ValidatableResponse post(String provider, String signature, byte[] body) {
        return given().filter(Contract.FILTER)
                .contentType("application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-Hub-Signature-256", signature)
                .header("X-PagerDuty-Signature", signature)
                .body(body)
                .post("/webhooks/" + provider)
                .then();
    }

    /** Tells the catalog of what is no service of the repository: an API beside it, and one of the name on another host. */
    void syncNamesakes() {
        sync("API", name("contract"), Map.of("github.com/project-slug", repository));
        var elsewhere = "url:https://git.acme.example/%s/tree/main/".formatted(repository);
        sync("Component", name("elsewhere"), Map.of("backstage.io/source-location", elsewhere));
    }

    /** Tells the catalog of a component. */
    void sync(String name, Map<String, String> annotations) {
        sync("Component", name, annotations);
    }

    private void sync(String kind, String name, Map<String, String> annotations) {
        var entity = Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                kind,
                "metadata",
                Map.of("name", name, "annotations", annotations),
                "spec",
                Map.of("type", "service", "lifecycle", "production", "owner", "team-a"));
        given().filter(Contract.FILTER)
                .contentType("application/json")
                .body(Map.of("entities", List.of(Map.of("entity", entity))))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("created", equalTo(1));
    }

    /** The HMAC-SHA256, apart from the code under test. */
    static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
