package dev.milepost.catalog.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.security.caller.Caller;
import dev.milepost.security.caller.CurrentCaller;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a job stores has an author in the audit log, though no request began it. */
@QuarkusTest
@Tag("service")
class BackstageCatalogJobTest {

    @Inject
    BackstageCatalogJob job;

    @Inject
    CurrentCaller caller;

    @Test
    @ActivateRequestContext
    void storesEntitiesAsThisService() {
        var name = "read-" + UUID.randomUUID();
        var body = JsonNodeFactory.instance.objectNode();
        var entity = body.putArray("entities").addObject().putObject("entity");
        entity.put("apiVersion", "backstage.io/v1alpha1").put("kind", "Component");
        entity.putObject("metadata").put("name", name);
        entity.putObject("spec").put("type", "service").put("owner", "payments");
        caller.actAs(new Caller("milepost/backstage/main", Set.of(), true));

        var receipt = job.sync(body);

        assertThat(receipt.created()).isEqualTo(1);
        assertThat(job.sync(body).unchanged()).isEqualTo(1);
        given().get("/api/v1/catalog/entities/component:default/" + name)
                .then()
                .statusCode(200)
                .body("entity_ref", equalTo("component:default/" + name));
        given().queryParam("subject", "component:default/" + name)
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("items.actor", hasItem("milepost/backstage/main"));
        given().get("/api/v1/catalog/sync").then().statusCode(200).body("backstage.size()", equalTo(0));
    }
}
