package dev.milepost.security.erasure;

import static dev.milepost.security.erasure.ErasureClient.awaitNoLag;
import static dev.milepost.security.erasure.ErasureClient.get;
import static dev.milepost.testing.SloClient.contract;
import static dev.milepost.testing.SloClient.sendAndCount;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.KeptTexts;
import dev.milepost.testing.RawTopicProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A person unlike any other, who is named in everything that can name one. */
final class NamedPerson {

    static final String MONTH = "from=2026-06-01&to=2026-07-01";

    final String run = UUID.randomUUID().toString().substring(0, 8);
    final String login = "zoe" + run;
    final String ref = "user:default/" + login;
    final String address = login + "@example.com";
    final String service = "service-" + run;
    final KeptTexts kept;
    private final DataSource database;

    NamedPerson(DataSource database) {
        this.database = database;
        this.kept = KeptTexts.sinceNow(database);
    }

    void nameEverywhere() {
        sync();
        var events = List.of(
                event(
                        "change.created",
                        "c1",
                        "2026-06-10T10:00:00Z",
                        "\"commit_sha\": \"%s1\", \"initiator\": \"%s\"".formatted(run, ref)),
                deployment("1", ref),
                deployment("2", address),
                event(
                        "incident.opened",
                        "i1",
                        "2026-06-10T13:00:00Z",
                        "\"incident_id\": \"i-%s\", \"environment\": \"production\", \"severity\": \"told by %s\""
                                .formatted(run, address)),
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
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kept.tablesWith(login).contains("public.dimension"));
    }

    void sync() {
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

    String event(String type, String id, String time, String members) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/%s", "type": "dev.milepost.%s", "time": "%s",
                 "data": {"service_id": "%s", %s}}
                """.formatted(id, service, type, time, service, members);
    }

    String deployment(String id, String initiator) {
        return event(
                "deploy.completed",
                id,
                "2026-06-10T12:00:00Z",
                "\"deployment_id\": \"%s\", \"environment\": \"production\", \"status\": \"success\", \"commit_sha\": \"%s1\", \"initiator\": \"%s\""
                        .formatted(id, run, initiator));
    }

    /** An event of no golden type, with the names in an extension, the subject, names of members and escapes. */
    String custom(String address, String ref) {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "/%2$s", "type": "com.company.approval", "time": "2026-06-10T12:30:00Z",
                 "subject": "%3$s", "approvedby": "%4$s", "data": {"by": {"id": "%4$s", "name": "%5$s Doe"}, "%3$s": 1,
                 "note": "\\u007aoe%6$s, %4$s.", "url": "https://github.com/%5$s"}}
                """.formatted(UUID.randomUUID(), service, ref, address, login, run);
    }

    void quarantine() {
        try (var producer = new RawTopicProducer()) {
            producer.send(
                    """
                    {"specversion": "1.0", "id": "%s", "source": "/%s", "type": "dev.milepost.deploy.completed",
                     "time": "2026-06-10T12:50:00Z", "subject": "%s", "data": {"status": "%s", "initiator": "%s"}}
                    """.formatted(UUID.randomUUID(), service, ref, ref, ref),
                    "content-type",
                    "application/cloudevents+json");
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kept.tablesWith(login).contains("public.quarantine"));
    }

    void sendToRawTopic() {
        try (var producer = new RawTopicProducer()) {
            producer.send(deployment("3", ref), "content-type", "application/cloudevents+json");
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/four-keys?service=" + service + "&" + MONTH)
                        .body("deployment_frequency.count", equalTo(3)));
    }

    /** What only callers with access write, who do not exist here. */
    void storeCaller() {
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

    String numbers() {
        var organisation = given().get("/api/v1/four-keys?" + MONTH).asString();
        return given().get("/api/v1/four-keys?service=" + service + "&" + MONTH).asString()
                + organisation
                + given().get("/api/v1/four-keys/deployments?service=" + service + "&" + MONTH)
                        .path("items.deployment_id");
    }

    void teamIs(String team) {
        get("/four-keys?team=" + team + "&" + MONTH).body("deployment_frequency.count", greaterThan(0));
        get("/teams?q=" + login).body("items", empty());
    }
}
