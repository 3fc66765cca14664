package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.contract;
import static dev.milepost.catalog.sync.CatalogProcessorClient.item;
import static dev.milepost.catalog.sync.CatalogProcessorClient.syncItems;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.milepost.platform.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
class FullSyncTest {

    @Inject
    DataSource database;

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();

    @Test
    void orphansEntitiesMissingFromList() {
        var refs = catalogOf(100);

        fullSync(refs.subList(0, 85), "")
                .statusCode(200)
                .body("known", equalTo(85))
                .body("orphaned", hasSize(15))
                .body("missing", hasSize(0));
        fullSync(List.of("component:default/unheard-of"), ", \"force\": true")
                .statusCode(200)
                .body("known", equalTo(0))
                .body("missing", contains("component:default/unheard-of"));
        fullSync(refs.subList(0, 1), "").body("missing", hasSize(1)).body("orphaned", hasSize(0));
    }

    @Test
    void refusesTruncatedList() {
        var refs = catalogOf(100);

        for (var list : List.of(refs.subList(0, 50), refs.subList(0, 79), List.<String>of())) {
            fullSync(list, "")
                    .statusCode(409)
                    .body("type", equalTo("/problems/too-many-vanish"))
                    .body("detail", containsString("of 100 entities, but at most"))
                    .body("error.name", equalTo("ConflictError"));
        }

        fullSync(refs, "").body("known", equalTo(100)).body("orphaned", hasSize(0));
        fullSync(refs.subList(0, 80), "").statusCode(200).body("known", equalTo(80));
    }

    @Test
    void allowsOrphaningFewEntitiesButNotAll() {
        var refs = catalogOf(12);

        fullSync(List.of(), "").statusCode(409);
        fullSync(refs.subList(0, 2), "").statusCode(200).body("orphaned", hasSize(10));
        fullSync(List.of(), "").statusCode(409);
    }

    @Test
    void keepsEntitiesSyncedAfterAsOf() {
        var refs = catalogOf(20);

        fullSync(refs.subList(0, 19), ", \"as_of\": \"2020-01-01T00:00:00Z\"")
                .statusCode(200)
                .body("orphaned", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                               | /entity_refs",
                "{\"entity_refs\": \"a\"}                         | /entity_refs",
                "{\"entity_refs\": [\"component:a\", \"b\"]}      | /entity_refs/1",
                "{\"entity_refs\": [7]}                           | /entity_refs/0",
                "{\"entity_refs\": [], \"force\": \"yes\"}        | /force",
                "{\"entity_refs\": [], \"as_of\": \"today\"}      | /as_of"
            })
    void refusesMalformedFullSync(String body, String pointer) {
        contract()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/catalog/full-syncs")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains(pointer));
    }

    /** Nothing but so many entities. */
    private List<String> catalogOf(int size) {
        new Sql(database).update("truncate catalog_entity");
        var items = new ArrayList<Map<String, Object>>();
        var refs = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            items.add(item(backstage.component("n" + i, "owner", "team-a")));
            refs.add("component:default/" + backstage.name("n" + i));
        }
        syncItems(items).body("created", equalTo(size));
        return refs;
    }

    private ValidatableResponse fullSync(List<String> refs, String more) {
        var list = refs.stream().map(ref -> '"' + ref + '"').toList();
        return contract()
                .contentType("application/json")
                .body("{\"entity_refs\": %s%s}".formatted(list, more))
                .post("/api/v1/catalog/full-syncs")
                .then();
    }
}
