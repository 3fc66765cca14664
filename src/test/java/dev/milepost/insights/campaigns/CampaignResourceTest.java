package dev.milepost.insights.campaigns;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.PolicyClient;
import dev.milepost.templates.registry.ReleasedVersions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Campaigns over HTTP: who may do what, and the report. */
@QuarkusTest
@Tag("service")
class CampaignResourceTest {

    private static final String CAMPAIGNS = "/api/v1/campaigns";

    @Inject
    DataSource database;

    @Inject
    Campaigns campaigns;

    private final String template = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final String service = "s-" + UUID.randomUUID();

    @BeforeEach
    void publish() {
        var sql = new Sql(database);
        for (var version : new String[] {"1.0.0", "1.1.0"}) {
            sql.update("""
                    insert into registry_version (kind, name, version, precedence, prerelease, owner, digest, manifest,
                        format, document, lock, published_at, published_by)
                    values ('golden-path', ?, ?, ?, false, 'group:default/platform', '', '', 'YAML',
                        '{"spec": {"type": "service", "lifecycle": "production"}}', '{}', now(), 'x')
                    """, template, version, ReleasedVersions.sortKey(version));
        }
        sql.update("""
                insert into service_history (service, valid_from, origin, team, template, template_version)
                values (?, now() - interval '1 day', 'catalog', 'payments', ?, '1.0.0')
                """, service, template);
    }

    @Test
    void offersAndReports() {
        var id = create(owner(), "^1.0")
                .statusCode(201)
                .body("to", equalTo("1.1.0"))
                .extract()
                .<String>path("id");

        campaigns.advance(UUID.fromString(id));

        PolicyClient.contract()
                .get(CAMPAIGNS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("wave", equalTo(1))
                .body("report.services", equalTo(1))
                .body("report.offered", equalTo(1))
                .body("report.days_to_50_percent", nullValue());
        PolicyClient.contract()
                .get(CAMPAIGNS + "?template=" + template)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    @Test
    void belongsToOwnerOfGoldenPath() {
        create(stranger(), "1.1.0").statusCode(403);
        create(owner(), "2.0.0").statusCode(422).body("errors[0].pointer", equalTo("/to"));
        var id = create(owner(), "1.1.0").statusCode(201).extract().<String>path("id");

        state(stranger(), id, "paused").statusCode(403);
        state(owner(), id, "paused").statusCode(200).body("state", equalTo("paused"));
        campaigns.advance(UUID.fromString(id));
        state(owner(), id, "running").statusCode(200).body("report.offered", equalTo(0));
        state(owner(), id, "ended").statusCode(200);
        state(owner(), id, "running").statusCode(409);
        state(owner(), UUID.randomUUID().toString(), "paused").statusCode(404);
    }

    @Test
    void isPutOffByOwnerOfService() {
        var id = create(owner(), "1.1.0").statusCode(201).extract().<String>path("id");

        later(owner(), id, "2999-01-01T00:00:00Z").statusCode(422);
        var soon = Instant.now().plusSeconds(86_400).toString();
        later(stranger(), id, soon).statusCode(403);
        later(teamMember(), id, soon).statusCode(200).body("service", equalTo(service));
        campaigns.advance(UUID.fromString(id));

        PolicyClient.contract()
                .get(CAMPAIGNS + "/" + id)
                .then()
                .body("report.offered", equalTo(0))
                .body("report.later", equalTo(1));
    }

    private ValidatableResponse create(RequestSpecification caller, String to) {
        return caller.contentType("application/json")
                .body("{\"template\": \"%s\", \"to\": \"%s\"}".formatted(template, to))
                .post(CAMPAIGNS)
                .then();
    }

    private static ValidatableResponse state(RequestSpecification caller, String id, String state) {
        return caller.contentType("application/json")
                .body("{\"state\": \"%s\", \"reason\": \"A freeze.\"}".formatted(state))
                .put(CAMPAIGNS + "/" + id + "/state")
                .then();
    }

    private ValidatableResponse later(RequestSpecification caller, String id, String until) {
        return caller.contentType("application/json")
                .body("{\"until\": \"%s\", \"because\": \"A freeze.\"}".formatted(until))
                .put(CAMPAIGNS + "/" + id + "/services/" + service + "/later")
                .then();
    }

    private static RequestSpecification owner() {
        return PolicyClient.contract("user:default/john", "group:default/platform");
    }

    private static RequestSpecification teamMember() {
        return PolicyClient.contract("user:default/jane", "group:default/payments");
    }

    private static RequestSpecification stranger() {
        return PolicyClient.contract("user:default/joe", "group:default/other");
    }
}
