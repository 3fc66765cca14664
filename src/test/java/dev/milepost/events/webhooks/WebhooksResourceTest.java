package dev.milepost.events.webhooks;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Contract;
import dev.milepost.testing.Outages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deliveries as vendors sign and send them, and the numbers that they move. */
@QuarkusTest
@Tag("service")
class WebhooksResourceTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant COMMITTED = NOW.minus(Duration.ofHours(3));
    private static final Instant DEPLOYED = NOW.minus(Duration.ofHours(2));
    private static final Instant SUFFERED = NOW.minus(Duration.ofMinutes(30));

    private final VendorClient vendor = new VendorClient();

    @Test
    void countsDeploymentAndIncidentFromWebhooks() {
        var repository = vendor.repository();
        var service = vendor.name("payments-api");
        var sha = vendor.sha(1);
        vendor.sync(
                service,
                Map.of("github.com/project-slug", repository, "pagerduty.com/service-id", vendor.pagerDutyId()));

        vendor.gitHub("push", vendor.push(sha, COMMITTED, "src/Main.java"))
                .statusCode(202)
                .body("event", equalTo("push"))
                .body("outcome", equalTo("accepted"))
                .body("reason", nullValue())
                .body("accepted", equalTo(1));
        var deployment = vendor.deployment(sha, DEPLOYED, "success", "{}");
        vendor.gitHub("deployment_status", deployment).statusCode(202).body("accepted", equalTo(1));
        vendor.gitHub("deployment_status", deployment)
                .body("accepted", equalTo(0))
                .body("duplicates", equalTo(1));
        vendor.pagerDuty(vendor.incident("incident.triggered", "e1", SUFFERED))
                .statusCode(202)
                .body("accepted", equalTo(1));
        vendor.pagerDuty(vendor.incident("incident.acknowledged", "e2", SUFFERED.plusSeconds(60)))
                .statusCode(202)
                .body("outcome", equalTo("ignored"));
        vendor.pagerDuty(vendor.incident("incident.resolved", "e3", SUFFERED.plusSeconds(600)))
                .statusCode(202)
                .body("accepted", equalTo(1));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> fourKeys(service)
                        .body("deployment_frequency.count", equalTo(1))
                        .body("lead_time_for_changes.count", equalTo(1))
                        .body("lead_time_for_changes.p50_seconds", equalTo(3600))
                        .body("change_failure_rate.failed", equalTo(1))
                        .body("time_to_restore.p50_seconds", equalTo(600)));
    }

    @Test
    void assignsCommitsToServicesByFolder() {
        var repository = vendor.repository();
        for (var folder : List.of("api", "ledger")) {
            var address = "url:https://github.com/%s/tree/main/services/%s/".formatted(repository, folder);
            vendor.sync(vendor.name(folder), Map.of("backstage.io/source-location", address));
        }
        vendor.syncNamesakes();

        // Once as a change of the API, and once as a part of the ledger's graph.
        vendor.gitHub("push", vendor.push(vendor.sha(2), COMMITTED, "services/api/pom.xml"))
                .body("accepted", equalTo(2));
        vendor.gitHub("push", vendor.push(vendor.sha(3), COMMITTED, "pom.xml")).body("accepted", equalTo(2));
        vendor.gitHub(
                        "deployment_status",
                        vendor.deployment(
                                vendor.sha(2),
                                DEPLOYED,
                                "success",
                                "{\"service_id\": \"%s\"}".formatted(vendor.name("ledger"))))
                .body("accepted", equalTo(1));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> history(vendor.name("ledger"))
                        .body("items.type", containsInAnyOrder("change.created", "change.created", "deploy.completed"))
                        .body("items.findAll { it.data.merge == true }.data.commit_sha", contains(vendor.sha(2))));
        history(vendor.name("api"))
                .body("items.data.commit_sha", containsInAnyOrder(vendor.sha(2), vendor.sha(3)))
                .body("items[0].extensions.webhookdelivery", notNullValue());
    }

    @Test
    void namesServiceByRepositoryOutsideCatalog() {
        vendor.gitHub("push", vendor.push(vendor.sha(4), COMMITTED, "a")).body("accepted", equalTo(1));
        var name = vendor.repository().split("/")[1];
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> history(name).body("items", hasSize(1)));

        vendor.sync(name, Map.of("github.com/project-slug", "another/" + name));
        vendor.gitHub("push", vendor.push(vendor.sha(5), COMMITTED, "a")).body("accepted", equalTo(1));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> history(vendor.repository()).body("items", hasSize(1)));
        history(name).body("items", hasSize(1));

        vendor.inRepository("acme/configured");
        vendor.gitHub("push", vendor.push(vendor.sha(6), COMMITTED, "a")).body("accepted", equalTo(1));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> history("by-configuration").body("items.data.commit_sha", contains(vendor.sha(6))));
    }

    @Test
    void acceptsBothSecretsDuringRotation() {
        var ping = vendor.ping();

        vendor.signed("github", ping, "the-secret-of-old").statusCode(202).body("outcome", equalTo("ignored"));
        vendor.signed("github", ping, "the-secret-of-new").statusCode(202).body("reason", containsString("signature"));
    }

    @Test
    void refusesUnsignedDeliveries() {
        var ping = vendor.ping();
        var signature = VendorClient.signature(ping, "the-secret-of-new");
        var changed = ping.clone();
        changed[changed.length / 2] ^= 1;

        vendor.signed("github", ping, "the-secret-of-nobody")
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-signature"));
        vendor.post("github", "sha256=" + signature, changed).statusCode(401);
        vendor.post("github", "sha1=" + signature, ping).statusCode(401);
        vendor.post("github", "", ping).statusCode(401);
        vendor.signed("pagerduty", vendor.incident("incident.triggered", "e", NOW), "the-secret-of-new")
                .statusCode(401);
        vendor.signed("unheard-of", ping, "the-secret-of-new").statusCode(404);
    }

    @Test
    void readsFormEncodedDeliveries() throws Exception {
        var json = new String(vendor.push(vendor.sha(7), COMMITTED, "a"), StandardCharsets.UTF_8);
        var form = ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);

        // By another client, since REST Assured encodes forms itself.
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/webhooks/github"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", "sha256=" + VendorClient.signature(form, "the-secret-of-new"))
                .POST(BodyPublishers.ofByteArray(form))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"accepted\":1").contains("\"delivery\":null");
    }

    @Test
    void explainsIgnoredDelivery() {
        vendor.gitHub("star", "{}".getBytes(StandardCharsets.UTF_8))
                .statusCode(202)
                .body("outcome", equalTo("ignored"))
                .body("reason", containsString("not supported"));
        vendor.gitHub("push", "{}".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .body("errors.pointer", contains("/repository/html_url"));
        given().contentType("application/json")
                .header("X-Hub-Signature-256", "sha256=" + VendorClient.signature(vendor.ping(), "the-secret-of-new"))
                .body(vendor.ping())
                .post("/webhooks/github")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("X-GitHub-Event"));
        vendor.gitHub("push", "[]".getBytes(StandardCharsets.UTF_8)).statusCode(400);
        vendor.gitHub("push", "{".getBytes(StandardCharsets.UTF_8)).statusCode(400);
        vendor.pagerDuty(vendor.incident("incident.triggered", "old", NOW.minus(Duration.ofDays(8))))
                .statusCode(401)
                .body("type", equalTo("/problems/stale-delivery"));
        given().header("X-PagerDuty-Signature", "v1=00")
                .body(new byte[(1 << 20) + 1])
                .post("/webhooks/pagerduty")
                .then()
                .statusCode(413);
    }

    @Test
    void answers503DuringBrokerOutage() {
        var push = vendor.push(vendor.sha(8), COMMITTED, "a");

        Outages.ofKafka(() -> vendor.gitHub("push", push).statusCode(503).header("Retry-After", "5"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> vendor.gitHub("push", push).statusCode(202));
    }

    /** A key of a database's tree would have an end; noise, so that it is not made short by being packed. */
    @Test
    void acceptsLongAnnotations() {
        var noise = vendor.sha(9)
                + Stream.generate(UUID::randomUUID)
                        .limit(500)
                        .map(UUID::toString)
                        .collect(joining());

        vendor.sync(vendor.name("wordy"), Map.of("github.com/project-slug", noise, "pagerduty.com/service-id", noise));
    }

    @Test
    void countsDeliveries() {
        vendor.gitHub("ping", vendor.ping());
        vendor.post("github", "", vendor.ping());

        var metrics = given().get("/q/metrics").then().extract().asString();

        assertThat(metrics)
                .contains("milepost_webhooks_deliveries_total{event=\"other\",outcome=\"ignored\",provider=\"github\"}")
                .contains("milepost_webhooks_refusals_total{provider=\"github\",status=\"401\"}");
    }

    private static ValidatableResponse fourKeys(String service) {
        return given().filter(Contract.FILTER)
                .queryParam("service", service)
                .get("/api/v1/four-keys")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse history(String service) {
        return given().filter(Contract.FILTER)
                .queryParam("service", service)
                .queryParam("type", "change.created", "deploy.completed")
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }
}
