package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.contract;
import static dev.milepost.catalog.sync.CatalogProcessorClient.get;
import static dev.milepost.catalog.sync.CatalogProcessorClient.item;
import static dev.milepost.catalog.sync.CatalogProcessorClient.sync;
import static dev.milepost.catalog.sync.CatalogProcessorClient.syncItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        backstage.syncText("""
                {"entities": [{"entity": {"kind": "Component", "spec": {"owner": "x", "type": "service"},
                  "metadata": {"name": "%s", "uid": "1", "etag": "a",
                    "annotations": {"milepost.dev/changed-at": "2026-06-01T00:00:00Z"}}}}]}""").body("created", equalTo(1));

        backstage.syncText("""
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
                // It was not sent, and is not made up.
                .body("items[2].data.changed_at", nullValue())
                .body("items[2].data.processed_at", notNullValue());
    }

    /** A sync without changes is one too: a quiet catalog is not one that is away. */
    @Test
    void knowsWhenItWasSyncedLast() {
        sync(backstage.component("api", "owner", "team-a"));
        sync(backstage.component("api", "owner", "team-a"));

        get("/catalog/sync")
                .statusCode(200)
                .body("first_sync_at", notNullValue())
                .body("last_sync_at", notNullValue());
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
}
