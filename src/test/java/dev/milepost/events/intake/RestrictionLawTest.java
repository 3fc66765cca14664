package dev.milepost.events.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A law: whatever a sender that is restricted to some sources and services sends, in whichever mode, no answer about
 * anything else changes.
 */
@QuarkusTest
@Tag("service")
class RestrictionLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 150;

    @Inject
    Intake intake;

    @Test
    @Tag(Soak.ALONE)
    void changesNoAnswerOutsideRestrictionForNewSeed() {
        changesNoAnswerOutsideRestriction(System.nanoTime());
    }

    @Seeds(bounded = 4, all = 10)
    void changesNoAnswerOutsideRestriction(long seed) {
        var run = UUID.randomUUID().toString().substring(0, 8);
        var random = new Random(seed);
        var own = "own-" + run;
        var victim = "victim-" + run;
        prepareVictim(victim, run);
        awaitNoLag();
        var before = answers(victim);
        var restrictions = List.of(
                EmitPermissions.of(List.of("ci-own-" + run), List.of(own)),
                EmitPermissions.of(List.of("*"), List.of(own)),
                EmitPermissions.of(List.of("ci-own-*"), List.of("own-*", "other-" + run)));

        var taken = 0;
        for (var i = 0; i < EVENTS; i++) {
            var permissions = restrictions.get(random.nextInt(restrictions.size()));
            try {
                taken += send(event(random, run, own, victim), random, permissions);
            } catch (ProblemException refused) {
                assertThat(refused.status()).isIn(400, 403, 413, 422);
            }
        }
        awaitNoLag();

        assertThat(taken).as("events that were taken, seed %d", seed).isPositive();
        assertThat(answers(victim)).as("seed %d", seed).isEqualTo(before);
        List<String> sources =
                given().get("/api/v1/events?limit=1000&service=" + own).path("items.source");
        assertThat(sources).isNotEmpty().noneMatch(source -> source.startsWith("milepost/"));
    }

    /** What is known of the victim in every answer that knows it. */
    private static List<String> answers(String victim) {
        var window = "service=" + victim + "&from=2026-06-01&to=2026-07-01";
        return List.of(
                get("/api/v1/events?limit=1000&service=" + victim),
                get("/api/v1/four-keys?" + window),
                get("/api/v1/four-keys/deployments?" + window),
                get("/api/v1/four-keys/changes?" + window),
                get("/api/v1/four-keys/incidents?" + window),
                given().get("/api/v1/services/" + victim + "/template").asString(),
                given().get("/api/v1/quarantine?limit=1000&service=" + victim).asString());
    }

    private static String get(String path) {
        Response answer = given().get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.asString();
    }

    /** A change, its deployment, an incident, and the run that made the service. */
    private void prepareVictim(String victim, String run) {
        for (var type : List.of("change.created", "deploy.completed", "incident.opened", "scaffold.completed")) {
            var event = JSON.createObjectNode();
            event.put("specversion", "1.0")
                    .put("id", "v-" + type)
                    .put("source", "ci-victim-" + run)
                    .put("type", "com.company." + type)
                    .put("time", "2026-06-10T12:00:00Z")
                    .set("data", data(type, victim, run));
            intake.accept(EventJson.read(bytes(event)), EmitPermissions.UNRESTRICTED);
        }
    }

    private static ObjectNode data(String type, String service, String run) {
        var data = JSON.createObjectNode().put("service_id", service);
        if (!type.startsWith("scaffold")) {
            data.put("commit_sha", "c-" + run);
        }
        if (type.startsWith("deploy")) {
            data.put("deployment_id", "d-" + run)
                    .put("environment", "production")
                    .put("status", "success");
        } else if (type.startsWith("incident")) {
            data.put("incident_id", "i-" + run).put("deployment_id", "d-" + run);
        } else if (type.startsWith("scaffold")) {
            data.put("task_id", "t-" + run)
                    .put("template_id", "golden-" + run)
                    .put("template_version", "1.0.0")
                    .put("status", "success");
        }
        return data;
    }

    /** An event that says in one of many ways that it is about the victim, or is not. */
    private ObjectNode event(Random random, String run, String own, String victim) {
        var type = one(
                random,
                "change.created",
                "change.merged",
                "build.completed",
                "deploy.completed",
                "incident.opened",
                "incident.resolved",
                "scaffold.completed",
                "template.published",
                "catalog.entity.updated",
                "unknown.thing");
        var named = one(random, own, own, victim, "component:default/" + victim, victim.toUpperCase(Locale.ROOT));
        var data = data(type, named, run);
        if (random.nextInt(4) == 0) {
            data.remove("service_id");
        }
        data.put("repository", "github.com/acme/" + victim).put("pr_id", "7").put("pipeline_run_id", "r-" + run);
        if (type.equals("incident.resolved")) {
            data.put("merged_into", "x");
        }
        if (type.equals("build.completed")) {
            data.put("status", "failure");
        }
        var event = JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", one(random, "e-" + random.nextInt(1_000), "v-" + type))
                .put("source", one(random, "ci-own-" + run, "ci-own-" + run, "ci-victim-" + run, "milepost/probes"))
                .put("type", one(random, "com.company.", "dev.milepost.") + type)
                .put(
                        "time",
                        Instant.parse("2026-06-10T13:00:00Z")
                                .plusSeconds(random.nextInt(86_400))
                                .toString());
        if (random.nextBoolean()) {
            event.put("subject", one(random, own, victim));
        }
        if (random.nextInt(3) == 0) {
            event.put(
                    one(
                            random,
                            "SOURCE",
                            "Source",
                            "SUBJECT",
                            "TYPE",
                            "milepostservice",
                            "service_id",
                            "correlationid"),
                    one(random, victim, "ci-victim-" + run, "com.company.deploy.completed"));
        }
        if (random.nextInt(5) == 0) {
            return cdEvent(random, event, named, own, victim, run);
        }
        event.set("data", data);
        return event;
    }

    private static ObjectNode cdEvent(
            Random random, ObjectNode outer, String named, String own, String victim, String run) {
        var data = JSON.createObjectNode();
        data.putObject("context")
                .put("version", "0.4.1")
                .put("id", outer.path("id").asText())
                .put("source", one(random, "ci-own-" + run, "ci-victim-" + run))
                .put("type", "dev.cdevents.service.deployed.0.1.1")
                .put("timestamp", outer.path("time").asText());
        var subject = data.putObject("subject").put("id", named).put("type", "service");
        subject.putObject("content")
                .put("artifactId", "pkg:oci/" + victim + "@sha256:1")
                .putObject("environment")
                .put("id", "production");
        if (random.nextBoolean()) {
            data.putObject("customData")
                    .put("service_id", one(random, own, victim))
                    .put("deployment_id", "d-" + run);
        }
        outer.put("type", "dev.cdevents.service.deployed.0.1.1");
        outer.set("data", data);
        return outer;
    }

    /** How many were taken; in single, batched, Base64 and binary mode. */
    private int send(ObjectNode event, Random random, EmitPermissions permissions) {
        var mode = random.nextInt(5);
        switch (mode) {
            case 0:
                return intake.accept(EventJson.read(bytes(event)), permissions).accepted();
            case 1:
                return intake.acceptBatch(("[" + event + "]").getBytes(StandardCharsets.UTF_8), permissions)
                        .accepted();
            case 2:
                event.put("data_base64", Base64.getEncoder().encodeToString(bytes((ObjectNode) event.remove("data"))));
                return intake.accept(EventJson.read(bytes(event)), permissions).accepted();
            case 3:
                // The data twice, as two readers might take it.
                var twice = event.toString().replaceFirst("\"source\":", "\"source\":\"ci-victim\",\"source\":");
                return intake.accept(EventJson.read(twice.getBytes(StandardCharsets.UTF_8)), permissions)
                        .accepted();
            default:
                var attributes = new LinkedHashMap<String, String>();
                event.properties()
                        .forEach(member -> attributes.put(
                                member.getKey(), member.getValue().asText()));
                var data = attributes.remove("data") == null ? new byte[0] : bytes((ObjectNode) event.get("data"));
                attributes.put("datacontenttype", "application/json");
                return intake.accept(Envelope.of(attributes, data), permissions).accepted();
        }
    }

    private static byte[] bytes(ObjectNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String one(Random random, String... all) {
        return all[random.nextInt(all.length)];
    }

    private static void awaitNoLag() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    int lag = given().get("/api/v1/pipeline").path("lag_events");
                    assertThat(lag).isZero();
                });
    }
}
