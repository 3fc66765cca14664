package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.contract;
import static dev.milepost.catalog.sync.CatalogProcessorClient.get;
import static dev.milepost.catalog.sync.CatalogProcessorClient.item;
import static dev.milepost.catalog.sync.CatalogProcessorClient.sync;
import static dev.milepost.catalog.sync.CatalogProcessorClient.syncItems;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class CatalogResourceTest {

    @Inject
    DataSource database;

    @Inject
    CatalogLookup entities;

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();

    @Test
    void reportsResultOfEachEntity() {
        sync(backstage.component("a", "owner", "x"), backstage.component("b", "owner", "x"));

        sync(
                        backstage.component("a", "owner", "x"),
                        backstage.component("b", "owner", "y"),
                        backstage.component("c", "owner", "x"))
                .statusCode(200)
                .body("entities.result", contains("unchanged", "updated", "created"))
                .body("entities.entity_ref", hasItem("component:default/" + backstage.name("a")))
                .body("created", equalTo(1))
                .body("updated", equalTo(1))
                .body("unchanged", equalTo(1));
    }

    @Test
    void ignoresChangesOfCatalogMetadata() {
        put("""
                {"entities": [{"entity": {"kind": "Component", "spec": {"owner": "x", "type": "service"},
                  "metadata": {"name": "%s", "uid": "1", "etag": "a",
                    "annotations": {"milepost.dev/changed-at": "2026-06-01T00:00:00Z"}}}}]}""").body("created", equalTo(1));

        put("""
                {"entities": [{"entity": {"spec": {"type": "service", "owner": "x"}, "kind": "Component",
                  "relations": [{"type": "ownedBy"}], "status": {"items": []},
                  "metadata": {"etag": "b", "uid": "2", "generation": 7, "name": "%s",
                    "annotations": {"milepost.dev/changed-at": "2026-06-02T00:00:00Z"}}}}]}""").body("unchanged", equalTo(1));

        get("/catalog/entities/component:default%2F" + backstage.name("e"))
                .statusCode(200)
                .body("changed_at", equalTo("2026-06-01T00:00:00Z"))
                .body("entity.metadata.etag", nullValue())
                .body("entity.relations", nullValue());
    }

    @Test
    void continuesAfterInvalidEntity() {
        put("""
                {"entities": [
                  {"entity": {"kind": "Component", "metadata": {}}},
                  {"entity": {"kind": "Component", "metadata": {"name": "%1$s"}}},
                  {"entity": "component:default/x"},
                  {},
                  7,
                  {"entity": {"kind": "Component", "metadata": {"name": "a/b"}}},
                  {"entity": {"kind": "API", "metadata": {"name": "a\\u0000b"}}},
                  {"entity": {"kind": "API", "metadata": {"name": "x"}, "spec": {"de": ["\\ud800"]}}},
                  {"entity": {"kind": "Component", "metadata": {"name": "%1$s"}}},
                  {"entity": {"kind": "API", "metadata": {"name": "%1$s"}}, "changed_at": "yesterday"},
                  {"entity": {"kind": "API", "metadata": {"name": "%1$s"}}, "effective_from": "2999-01-01T00:00:00Z"},
                  {"entity": {"kind": "Widget", "metadata": {"name": "%1$s", "namespace": "Lab"}, "spec": [1e999, 1]}}]}""")
                .statusCode(200)
                .body(
                        "entities.result",
                        contains(
                                "rejected",
                                "created",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "rejected",
                                "created"))
                .body("entities[0].errors.pointer", contains("/entities/0/entity/metadata/name"))
                .body("entities[2].errors.pointer", contains("/entities/2/entity"))
                .body("entities[3].errors.pointer", contains("/entities/3/entity"))
                .body("entities[4].errors.pointer", contains("/entities/4"))
                .body("entities[5].errors.pointer", contains("/entities/5/entity/metadata/name"))
                .body("entities[6].errors.pointer", hasItem("/entities/6/entity/metadata/name"))
                .body("entities[7].errors.pointer", contains("/entities/7/entity/spec/de/0"))
                .body("entities[8].errors.detail", contains("has the same ref as /entities/1"))
                .body("entities[9].errors.pointer", contains("/entities/9/changed_at"))
                .body("entities[10].errors.pointer", contains("/entities/10/effective_from"))
                .body("entities[11].entity_ref", equalTo("widget:lab/" + backstage.name("e")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                | 422 | ''",
                "7                 | 422 | ''",
                "{}                | 422 | /entities",
                "{\"entities\": 1} | 422 | /entities"
            })
    void refusesMalformedSync(String body, int status, String pointer) {
        put(body).statusCode(status).contentType("application/problem+json").body("errors.pointer", contains(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"entities\": [], \"force\": true} | /force | The members are entities",
                "{\"entites\": []} | /entites | Did you mean entities?",
                "{\"entities\": [{\"entity\": {}, \"effectiveFrom\": \"2020-01-01T00:00:00Z\"}]} | /entities/0/effectiveFrom | Did you mean effective_from?",
                "{\"entities\": [{\"entity\": {}}, {\"a/b\": 1}]} | /entities/1/a~1b | changed_at, effective_from, entity"
            })
    void refusesUnknownMembers(String body, String pointer, String advice) {
        put(body)
                .statusCode(422)
                .body("type", equalTo("/problems/unreadable-sync"))
                .body("errors.pointer", contains(pointer))
                .body("errors[0].detail", containsString(advice));
    }

    @Test
    void writesNothingOfASyncWithUnknownMembers() {
        put("""
                {"entities": [{"entity": {"kind": "Component", "metadata": {"name": "%1$s"}}},
                  {"entity": {"kind": "API", "metadata": {"name": "%1$s"}}, "changedAt": "2026-06-01T00:00:00Z"}]}""").statusCode(422).body("errors.pointer", contains("/entities/1/changedAt"));

        get("/catalog/entities/component:default%2F" + backstage.name("e")).statusCode(404);
    }

    @Test
    void refusesUnknownMembersOfFullSyncs() {
        contract()
                .contentType("application/json")
                .body("{\"entity_refs\": [], \"asOf\": \"2026-06-01T00:00:00Z\"}")
                .post("/api/v1/catalog/full-syncs")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/asOf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "nothing", "[1,]"})
    void refusesMalformedJson(String body) {
        put(body).statusCode(400).body("type", equalTo("/problems/malformed-json"));
        contract()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/catalog/full-syncs")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag(Soak.ALONE)
    void refusesSyncOverLimits() {
        var many = IntStream.rangeClosed(0, SyncRequestReader.MAX_ENTITIES)
                .mapToObj(n -> item(backstage.component("n" + n)))
                .toList();
        syncItems(many).statusCode(413).body("errors.pointer", contains("/entities"));
        unfiltered(new byte[SyncBody.MAX_BYTES + 1]).statusCode(413);
        unfiltered("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)).statusCode(400);
        put("x", "text/plain").statusCode(415);

        assertThat(entities.findByTelemetryKey(Set.of(backstage.name("n1")))).isEmpty();
    }

    @Test
    void returnsEntityWithItsService() {
        syncItems(List.of(item(
                backstage.component("api", "owner", "team-a", "milepost.dev/tier", "1"),
                "changed_at",
                "2026-06-01T12:00:00+02:00")));

        get("/catalog/entities/Component:Default%2F" + backstage.name("api"))
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("service_id", equalTo(backstage.name("api")))
                .body("changed_at", equalTo("2026-06-01T10:00:00Z"))
                .body("processed_at", notNullValue())
                .body("orphaned_at", nullValue())
                .body("entity.spec.owner", equalTo("team-a"))
                .body("history", hasSize(1))
                .body("history[0].valid_from", nullValue())
                .body("history[0].team", equalTo("team-a"))
                .body("history[0].tier", equalTo("1"));
    }

    @Test
    void orphansEntityUntilSyncedAgain() {
        var ref = "component:default/" + backstage.name("api");
        var escaped = ref.replace("/", "%2F");
        sync(backstage.component("api", "owner", "team-a"));
        assertThat(entities.findExisting(Set.of(ref))).containsExactly(ref);

        for (int i = 0; i < 2; i++) {
            contract().delete("/api/v1/catalog/entities/" + escaped).then().statusCode(204);
        }

        get("/catalog/entities/" + escaped).body("orphaned_at", notNullValue());
        assertThat(entities.findExisting(Set.of(ref))).isEmpty();
        sync(backstage.component("api", "owner", "team-a")).body("updated", equalTo(1));
        get("/catalog/entities/" + escaped).body("orphaned_at", nullValue()).body("history.team", contains("team-a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"component:default%2Funheard-of", "unheard-of", "a:b:c"})
    void answers404ForUnknownEntity(String ref) {
        get("/catalog/entities/" + ref).statusCode(404).body("error.name", equalTo("NotFoundError"));
        contract().delete("/api/v1/catalog/entities/" + ref).then().statusCode(404);
    }

    @Test
    void publishesEachChangeOnce() {
        sync(backstage.component("api", "owner", "team-a"), backstage.component("other", "owner", "team-a"));
        sync(backstage.component("api", "owner", "team-a"));
        sync(backstage.component("api", "owner", "team-b"));
        contract()
                .delete("/api/v1/catalog/entities/component:default%2F" + backstage.name("api"))
                .then()
                .statusCode(204);
        new PublishedMessages(database).awaitSent();
        CatalogProcessorClient.awaitNoLag();

        get("/events?type=catalog.entity.updated&service=" + backstage.name("api"))
                .body("items", hasSize(3))
                .body("items.golden", contains(true, true, true))
                .body("items[0].data.orphaned_at", notNullValue())
                .body("items[2].data.entity_ref", equalTo("component:default/" + backstage.name("api")))
                .body("items[2].data.changed_at", notNullValue())
                .body("items[2].data.processed_at", notNullValue());
    }

    @Test
    void publishesLatestStateOfEachService() {
        sync(
                backstage.component("api", "owner", "team-a", "system", backstage.name("shop")),
                backstage.component("gone", "owner", "team-a"));
        sync(backstage.entity("System", "shop", "domain", "commerce"));
        contract()
                .delete("/api/v1/catalog/entities/component:default%2F" + backstage.name("gone"))
                .then()
                .statusCode(204);
        new PublishedMessages(database).awaitSent();

        var latest = PublishedMessages.latest("milepost.services.latest");
        assertThat(latest.get(backstage.name("api")))
                .contains("\"service_id\":\"" + backstage.name("api"))
                .contains("\"team\":\"team-a\"")
                .contains("\"system\":\"" + backstage.name("shop"))
                .contains("\"domain\":\"commerce\"");
        assertThat(latest).containsEntry(backstage.name("gone"), null);
    }

    private ValidatableResponse put(String body) {
        return put(body.formatted(backstage.name("e")), "application/json");
    }

    /** Of bodies that are too large for the contract's filter as well. */
    private static ValidatableResponse unfiltered(byte[] body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/v1/catalog/entities")
                .then();
    }

    private static ValidatableResponse put(String body, String contentType) {
        return contract()
                .contentType(contentType)
                .body(body)
                .put("/api/v1/catalog/entities")
                .then();
    }
}
