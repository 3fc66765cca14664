package dev.milepost.security.erasure;

import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.KeptTexts;
import dev.milepost.testing.RawTopicProducer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person is named in everything that can name one, and then erased. */
@QuarkusTest
@Tag("service")
class ErasureTest {

    private static final String MONTH = "from=2026-06-01&to=2026-07-01";

    @Inject
    DataSource database;

    @Inject
    ErasureJob job;

    @Inject
    Erasures erasures;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String login = "zoe" + run;
    private final String ref = "user:default/" + login;
    private final String address = login + "@example.com";
    private final String service = "service-" + run;
    private KeptTexts kept;

    @BeforeEach
    void begin() {
        kept = KeptTexts.sinceNow(database);
    }

    @Test
    void erasesPersonFromAllTablesWithoutChangingNumbers() {
        nameEverywhere();
        var before = numbers();
        assertThat(kept.tablesWith(login))
                .contains(
                        "public.api_token",
                        "public.audit_entry",
                        "public.catalog_entity",
                        "public.dimension",
                        "public.incident",
                        "public.incident_report",
                        "public.quarantine",
                        "public.registry_promotion",
                        "public.scaffold_report",
                        "public.scaffold_run",
                        "public.service_history",
                        "public.slo_correction");

        var erasure = erase(ref, address, login);

        assertThat(kept.tablesWith(login)).isEmpty();
        assertThat(kept.tablesWith(login.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(numbers()).isEqualTo(before);
        String pseudonym = erasure.path("subject");
        assertThat(pseudonym).startsWith("person-").doesNotContain(login);
        assertThat(kept.tablesWith(pseudonym))
                .contains("public.audit_entry", "public.catalog_entity", "public.dimension", "public.scaffold_run");
        assertThat(erasure.<List<String>>path("changes.what")).contains("event", "audit_entry", "service_history");
        assertThat(erasure.<Integer>path("changes.find { it.what == 'event' }.changed")).isPositive();
        teamIs("user:default/" + pseudonym);
    }

    @Test
    void replacesPersonInWhatArrivesLater() {
        sendAndCount(deployment("1", ref));
        erase(ref, address, login);

        sendAndCount(deployment("2", ref), custom(address, ref));
        sync();
        sendToRawTopic();

        assertThat(kept.tablesWith(login)).isEmpty();
        assertThat(kept.tablesWith(service)).isNotEmpty();
        get("/four-keys?service=" + service + "&" + MONTH)
                .body("deployment_frequency.count", equalTo(3));
    }

    @Test
    void begunAgainReturnsTheSameJobAndThenTheSamePseudonym() {
        var first = request(ref);
        var again = request(ref);
        assertThat(again.<String>path("subject")).isEqualTo(first.path("subject"));
        awaitCompleted(first.path("id"));
        awaitCompleted(again.path("id"));

        var later = request(ref);

        assertThat(later.<String>path("subject")).isEqualTo(first.path("subject"));
        assertThat(later.<String>path("id")).isNotEqualTo(first.path("id"));
        awaitCompleted(later.path("id"));
    }

    @Test
    void audits() {
        var erasure = request(ref);

        var entries = get("/audit?action=erasures.requested&subject=" + erasure.path("id")).extract();
        assertThat(entries.<List<Object>>path("items")).hasSize(1);
        assertThat(entries.asString()).contains("person-").doesNotContain(login);
        awaitCompleted(erasure.path("id"));
        get("/audit?action=erasures.completed&subject=" + erasure.path("id")).body("items.size()", equalTo(1));
    }

    /** The process ends after each part, and another begins with what is stored. Events arrive meanwhile. */
    @Test
    void goesOnAfterRestarts() {
        for (int i = 0; i < 20; i++) {
            sendAndCount(deployment("d" + i, ref));
        }
        var erasure = erasures.requestForPerson(ref, List.of(address, login), "admin");

        for (int restarts = 0; restarts < 2_000 && isRunning(erasure.id()); restarts++) {
            var ended = new AtomicBoolean();
            job.runWith(part -> {
                if (ended.getAndSet(true)) {
                    return false;
                }
                return QuarkusTransaction.requiringNew().call(part::get);
            });
            if (restarts % 10 == 0) {
                sendAndCount(deployment("later" + restarts, ref));
            }
        }

        awaitCompleted(erasure.id().toString());
        assertThat(kept.tablesWith(login)).isEmpty();
    }

    /** A part that fails is rolled back as a whole, and does not disturb the job. */
    @Test
    void repeatsFailedParts() {
        sendAndCount(deployment("1", ref));
        var erasure = erasures.requestForPerson(ref, List.of(login), "admin");
        var failed = new AtomicBoolean();
        job.runWith(part -> QuarkusTransaction.requiringNew().call(() -> {
            boolean more = part.get();
            if (!failed.getAndSet(true)) {
                throw new IllegalStateException("The process ends before the commit");
            }
            return more;
        }));

        new Sql(database).update("update erasure set retry_at = null where id = ?", erasure.id());
        awaitCompleted(erasure.id().toString());
        assertThat(kept.tablesWith(login)).isEmpty();
    }

    @Test
    void refusesWhatIsNoPerson() {
        for (var name : List.of("group:default/team", "42", "x", "true")) {
            contract()
                    .urlEncodingEnabled(false)
                    .delete(path(name))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors.pointer", everyItem(is("ref")));
        }
        contract()
                .urlEncodingEnabled(false)
                .delete(path(ref) + "?also=group:x")
                .then()
                .statusCode(400)
                .body("errors.pointer", everyItem(is("also")));
    }

    @Test
    void answersUnknownErasures() {
        get("/erasures/" + UUID.randomUUID()).statusCode(404).body("type", equalTo("/problems/unknown-erasure"));
    }

    @Test
    void listsErasures() {
        var erasure = request(ref);

        get("/erasures?limit=1000").statusCode(200).body("items.id", org.hamcrest.Matchers.hasItem(erasure.<String>path("id")));
        get("/erasures?limit=1").statusCode(200).body("items.size()", equalTo(1));
        awaitCompleted(erasure.path("id"));
    }

    private void nameEverywhere() {
        sync();
        var events = List.of(
                event("change.created", "c1", "2026-06-10T10:00:00Z", "\"commit_sha\": \"%s1\", \"initiator\": \"%s\"".formatted(run, ref)),
                deployment("1", ref),
                deployment("2", address),
                event(
                        "incident.opened",
                        "i1",
                        "2026-06-10T13:00:00Z",
                        "\"incident_id\": \"i-%s\", \"environment\": \"production\", \"severity\": \"told by %s\"".formatted(run, address)),
                event("incident.resolved", "i2", "2026-06-10T14:00:00Z", "\"incident_id\": \"i-%s\"".formatted(run)),
                event(
                        "scaffold.completed",
                        "s1",
                        "2026-06-10T09:00:00Z",
                        "\"task_id\": \"t-%1$s\", \"template_id\": \"unknown-%1$s\", \"status\": \"success\", \"initiator\": \"%2$s\", \"parameters\": {\"owner\": \"%2$s\", \"note\": \"for %3$s\"}"
                                .formatted(run, ref, address)),
                custom(address, ref));
        sendAndCount(events.toArray(String[]::new));
        quarantine();
        storeCaller();
        awaitNoLag();
        await().atMost(Duration.ofSeconds(60)).until(() -> kept.tablesWith(login).contains("public.dimension"));
    }

    private void sync() {
        contract()
                .contentType("application/json")
                .body("""
                        {"entities": [
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "User", "metadata": {"name": "%1$s",
                           "annotations": {"github.com/user-login": "%1$s"}},
                           "spec": {"profile": {"displayName": "%1$s Doe", "email": "%1$s@example.com"}, "memberOf": []}}},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Group",
                           "metadata": {"name": "team-%2$s", "description": "Led by %1$s@example.com"},
                           "spec": {"type": "team", "children": [], "members": ["%1$s", "joe", "user:default/%1$s"]}}},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                           "metadata": {"name": "service-%2$s", "annotations": {"contact": "mailto:%1$s@example.com"}},
                           "spec": {"type": "service", "lifecycle": "production", "owner": "user:%1$s"}}}]}
                        """.formatted(login, run))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
        awaitNoLag();
    }

    private String event(String type, String id, String time, String members) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/%s", "type": "dev.milepost.%s", "time": "%s",
                 "data": {"service_id": "%s", %s}}
                """.formatted(id, service, type, time, service, members);
    }

    private String deployment(String id, String initiator) {
        return event(
                "deploy.completed",
                id,
                "2026-06-10T12:00:00Z",
                "\"deployment_id\": \"%s\", \"environment\": \"production\", \"status\": \"success\", \"commit_sha\": \"%s1\", \"initiator\": \"%s\""
                        .formatted(id, run, initiator));
    }

    /** An event of no golden type, with the names in an extension, the subject, names of members and escapes. */
    private String custom(String address, String ref) {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "/%2$s", "type": "com.company.approval", "time": "2026-06-10T12:30:00Z",
                 "subject": "%3$s", "approvedby": "%4$s", "data": {"by": {"id": "%4$s", "name": "%5$s Doe"}, "%3$s": 1,
                 "note": "\\u007aoe%6$s, %4$s.", "url": "https://github.com/%5$s"}}
                """.formatted(UUID.randomUUID(), service, ref, address, login, run);
    }

    private void quarantine() {
        try (var producer = new RawTopicProducer()) {
            producer.send(
                    """
                    {"specversion": "1.0", "id": "%s", "source": "/%s", "type": "dev.milepost.deploy.completed",
                     "time": "2026-06-10T12:50:00Z", "subject": "%s", "data": {"status": "%s", "initiator": "%s"}}
                    """.formatted(UUID.randomUUID(), service, ref, ref, ref),
                    "content-type",
                    "application/cloudevents+json");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> kept.tablesWith(login).contains("public.quarantine"));
    }

    private void sendToRawTopic() {
        try (var producer = new RawTopicProducer()) {
            producer.send(deployment("3", ref), "content-type", "application/cloudevents+json");
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> get("/four-keys?service=" + service + "&" + MONTH)
                .body("deployment_frequency.count", equalTo(3)));
    }

    /** What only callers with access write, who do not exist here. */
    private void storeCaller() {
        var sql = new Sql(database);
        sql.update("""
                insert into audit_entry (id, at, actor, action, subject, before, after)
                values (gen_random_uuid(), now(), ?, 'tested', ?, jsonb_build_object('owner', ?::text), null)
                """, ref, run, ref);
        sql.update("""
                insert into api_token (id, name, hash, roles, sources, services, groups, created_at, created_by, expires_at)
                values (gen_random_uuid(), ?, sha256(?::bytea), '{emitter}', '{}', '{}', '{}', now(), ?, now() + interval '1 day')
                """, "token of " + address, run.getBytes(StandardCharsets.UTF_8), ref);
        sql.update("""
                insert into slo_correction (id, service, reason, from_at, to_at, ends_at, added_by, added_at)
                values (gen_random_uuid(), ?, ?, '2020-01-01Z', '2020-01-02Z', '2020-01-02Z', ?, now())
                """, service, "asked for by " + address, ref);
        sql.update("""
                insert into registry_promotion (name, channel, version, promoted_at, promoted_by, reason)
                values (?, 'beta', '1.0.0', now(), ?, ?)
                """, "promoted-" + run, ref, "as " + address + " said");
    }

    private String numbers() {
        var organisation = given().get("/api/v1/four-keys?" + MONTH).asString();
        return given().get("/api/v1/four-keys?service=" + service + "&" + MONTH).asString()
                + organisation
                + given().get("/api/v1/four-keys/deployments?service=" + service + "&" + MONTH)
                        .path("items.deployment_id");
    }

    private void teamIs(String team) {
        get("/four-keys?team=" + team + "&" + MONTH).body("deployment_frequency.count", greaterThan(0));
        get("/teams?q=" + login).body("items", org.hamcrest.Matchers.empty());
    }

    private ExtractableResponse<Response> erase(String name, String... also) {
        var requested = request(name, also);
        return awaitCompleted(requested.path("id"));
    }

    private ExtractableResponse<Response> request(String name, String... also) {
        var query = new StringBuilder();
        for (var other : also) {
            query.append(query.isEmpty() ? "?also=" : "&also=").append(encoded(other));
        }
        return contract()
                .urlEncodingEnabled(false)
                .delete(path(name) + query)
                .then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("state", equalTo("running"))
                .body("subject", not(endsWith(login)))
                .extract();
    }

    private ExtractableResponse<Response> awaitCompleted(String id) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> get("/erasures/" + id).statusCode(200).body("state", equalTo("completed")));
        return get("/erasures/" + id).body("progress.pass", greaterThan(1)).extract();
    }

    private boolean isRunning(UUID id) {
        return given().get("/api/v1/erasures/" + id).path("state").equals("running");
    }

    private static io.restassured.response.ValidatableResponse get(String path) {
        return contract().urlEncodingEnabled(false).get("/api/v1" + path).then();
    }

    private static void awaitNoLag() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/pipeline").body("lag_events", equalTo(0)));
    }

    private static String path(String name) {
        return "/api/v1/people/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
