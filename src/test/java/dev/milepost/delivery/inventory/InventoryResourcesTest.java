package dev.milepost.delivery.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class InventoryResourcesTest {

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** One service with events and an entity, one with events alone, one with an entity alone. */
    @BeforeEach
    void prepare() {
        contract()
                .contentType("application/json")
                .body("""
                        {"entities": [
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                            "metadata": {"name": "a-%1$s", "title": "First of %1$s"}, "spec": {"type": "service",
                            "lifecycle": "production", "owner": "team-%1$s", "system": "system-%1$s"}}},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
                            "metadata": {"name": "c-%1$s"}, "spec": {"type": "library", "lifecycle": "production",
                            "owner": "team-%1$s"}}},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Group",
                            "metadata": {"name": "team-%1$s"}, "spec": {"type": "team", "children": []}}}]}""".formatted(run))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
        contract()
                .contentType("application/cloudevents-batch+json")
                .body("[%s, %s, %s]"
                        .formatted(
                                deployment("a", "prod-" + run, "10", "success"),
                                deployment("a", "odd-" + run, "11", "failure"),
                                deployment("b", "prod-" + run, "12", "success")))
                .post("/api/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(3));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/pipeline").body("lag_events", equalTo(0)));
    }

    @Test
    void listsServices() {
        get("/services?q=" + run)
                .statusCode(200)
                .body("items.name", contains("a-" + run, "b-" + run, "c-" + run))
                .body("items.team", contains("team-" + run, null, "team-" + run))
                .body("items.system", contains("system-" + run, null, null))
                .body("items.in_catalog", contains(true, false, true))
                .body("items.entity_ref", contains("component:default/a-" + run, null, "component:default/c-" + run))
                .body("items.last_seen_at", contains("2026-06-11T10:00:00Z", "2026-06-12T10:00:00Z", null))
                .body("items.last_deployed_at", contains("2026-06-10T10:00:00Z", "2026-06-12T10:00:00Z", null))
                .body("next_cursor", nullValue());
    }

    @Test
    void listsEnvironments() {
        get("/environments?q=" + run)
                .statusCode(200)
                .body("items.name", contains("odd-" + run, "prod-" + run))
                .body("items.tier", contains("other", "production"))
                .body("items.last_seen_at", contains("2026-06-11T10:00:00Z", "2026-06-12T10:00:00Z"))
                .body("items.last_deployed_at", contains(null, "2026-06-12T10:00:00Z"));
    }

    @Test
    void listsTeams() {
        get("/teams?q=" + run)
                .statusCode(200)
                .body("items.name", contains("team-" + run))
                .body("items.entity_ref", contains("group:default/team-" + run))
                .body("items.in_catalog", contains(true));
    }

    @Test
    void listsEntities() {
        get("/catalog/entities?kind=Component&q=" + run)
                .statusCode(200)
                .body("items.entity_ref", contains("component:default/a-" + run, "component:default/c-" + run))
                .body("items[0].title", equalTo("First of " + run))
                .body("items[0].service_id", equalTo("a-" + run));
        get("/catalog/entities?type=library&owner=team-" + run)
                .body("items.entity_ref", contains("component:default/c-" + run));
        get("/catalog/entities?owner=group:default/team-%1$s&q=FIRST%%20OF%%20%1$s".formatted(run))
                .body("items.entity_ref", contains("component:default/a-" + run));
        get("/catalog/entities?kind=group&q=" + run).body("items.entity_ref", hasItem("group:default/team-" + run));
        get("/catalog/entities?owner=group:").statusCode(400).body("errors.pointer", contains("owner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "environments", "catalog/entities", "teams"})
    void pagesAndTagsLists(String list) {
        var whole = get("/%s?q=%s".formatted(list, run))
                .statusCode(200)
                .header("ETag", notNullValue())
                .extract();
        var items = new ArrayList<Object>();
        var cursor = "";
        while (cursor != null) {
            var page = get("/%s?q=%s&limit=1%s".formatted(list, run, cursor))
                    .statusCode(200)
                    .extract();
            items.addAll(page.<List<Object>>path("items"));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }
        assertThat(items).isEqualTo(whole.path("items")).isNotEmpty();
        contract()
                .header("If-None-Match", whole.header("ETag"))
                .get("/api/v1/%s?q=%s".formatted(list, run))
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "environments", "catalog/entities", "teams"})
    void refusesWrongParameters(String list) {
        for (var wrong : List.of("cursor=none", "cursor=YQBi", "limit=0", "limit=1001", "q=", "q=" + "x".repeat(257))) {
            get("/" + list + "?" + wrong)
                    .statusCode(400)
                    .body("errors.pointer", contains(wrong.substring(0, wrong.indexOf('='))));
        }
        get("/" + list + "?q=nothing-has-this-name").statusCode(200).body("items", hasSize(0));
    }

    private String deployment(String service, String environment, String day, String status) {
        return """
                {"specversion": "1.0", "id": "%1$s-%2$s", "source": "%5$s", "type": "com.company.deploy.completed",
                 "time": "2026-06-%3$sT10:00:00Z", "data": {"deployment_id": "%2$s", "service_id": "%1$s-%5$s",
                 "environment": "%2$s", "status": "%4$s"}}""".formatted(service, environment, day, status, run);
    }

    private static ValidatableResponse get(String path) {
        return contract().get("/api/v1" + path).then();
    }

    private static RequestSpecification contract() {
        return given().filter(Contract.FILTER).urlEncodingEnabled(false);
    }
}
