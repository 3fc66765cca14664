package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.contract;
import static dev.milepost.catalog.sync.CatalogProcessorClient.get;
import static dev.milepost.catalog.sync.CatalogProcessorClient.item;
import static dev.milepost.catalog.sync.CatalogProcessorClient.syncItems;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Syncs with invalid bodies and entities. */
@QuarkusTest
@Tag("service")
class RefusedSyncTest {

    @Inject
    CatalogLookup entities;

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();

    @Test
    void continuesAfterInvalidEntity() {
        backstage
                .syncText("""
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
                  {"entity": {"kind": "Widget", "metadata": {"name": "%1$s", "namespace": "Lab"}, "spec": {"a": [1e999, 1]}}}]}""")
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
        backstage
                .syncText(body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", contains(pointer));
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
        backstage
                .syncText(body)
                .statusCode(422)
                .body("type", equalTo("/problems/unreadable-sync"))
                .body("errors.pointer", contains(pointer))
                .body("errors[0].detail", containsString(advice));
    }

    @Test
    void writesNothingOfASyncWithUnknownMembers() {
        backstage.syncText("""
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
        backstage.syncText(body).statusCode(400).body("type", equalTo("/problems/malformed-json"));
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
        contract()
                .contentType("text/plain")
                .body("x")
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(415);

        assertThat(entities.findByTelemetryKey(Set.of(backstage.name("n1")))).isEmpty();
    }

    /** Of bodies that are too large for the contract's filter as well. */
    private static ValidatableResponse unfiltered(byte[] body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/v1/catalog/entities")
                .then();
    }
}
