package dev.milepost.catalog.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.milepost.testing.Contract;
import dev.milepost.testing.KeptTexts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class PeopleTest {

    @Inject
    DataSource database;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "jane-" + run;

    @Test
    void deletesAllPersonalDataOfDeletedUser() {
        var kept = KeptTexts.sinceNow(database);
        put();
        assertThat(kept.tablesWith(name)).containsExactly("public.catalog_entity");

        delete();

        new PublishedMessages(database).awaitSent();
        assertThat(kept.tablesWith(name)).isEmpty();
        assertThat(kept.topicsWith(name)).isEmpty();
        get("user:default%2F" + name).statusCode(404);
        get("group:default%2Fteam-" + run).statusCode(200).body("entity.spec.members", contains("joe"));
    }

    @Test
    void acceptsRecreatedUser() {
        put();
        delete();

        put();

        get("user:default%2F" + name).statusCode(200);
    }

    private void put() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"entities": [
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "User", "metadata": {"name": "%1$s"},
                           "spec": {"profile": {"displayName": "%1$s Doe", "email": "%1$s@example.com"}, "memberOf": []}}},
                          {"entity": {"apiVersion": "backstage.io/v1alpha1", "kind": "Group",
                           "metadata": {"name": "team-%2$s"},
                           "spec": {"type": "team", "children": [], "members": ["%1$s", "joe", "user:default/%1$s"]}}}]}
                        """.formatted(name, run))
                .put("/api/v1/catalog/entities")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private void delete() {
        given().filter(Contract.FILTER)
                .urlEncodingEnabled(false)
                .delete("/api/v1/catalog/entities/user:default%2F" + name)
                .then()
                .statusCode(204);
    }

    private static ValidatableResponse get(String ref) {
        return given().urlEncodingEnabled(false)
                .get("/api/v1/catalog/entities/" + ref)
                .then();
    }
}
