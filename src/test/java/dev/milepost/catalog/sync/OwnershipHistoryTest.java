package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.SUMMER;
import static dev.milepost.catalog.sync.CatalogProcessorClient.awaitNoLag;
import static dev.milepost.catalog.sync.CatalogProcessorClient.deployments;
import static dev.milepost.catalog.sync.CatalogProcessorClient.get;
import static dev.milepost.catalog.sync.CatalogProcessorClient.item;
import static dev.milepost.catalog.sync.CatalogProcessorClient.sync;
import static dev.milepost.catalog.sync.CatalogProcessorClient.syncItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose the numbers are: what the catalog tells, when it tells it, and what it tells anew. */
@QuarkusTest
@Tag("service")
class OwnershipHistoryTest {

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();
    private final String payments = backstage.name("team-payments");
    private final String data = backstage.name("team-data");

    @Test
    void countsServicesForTheirTeams() {
        var model = backstage.component(
                "fraud-model",
                "owner",
                "group:default/" + data,
                "type",
                "ml-model",
                "milepost.dev/runtime",
                "ml-model",
                "milepost.dev/ai",
                "true",
                "milepost.dev/model-version",
                "2026.06.1",
                "milepost.dev/training-data-classification",
                "confidential");
        var api = backstage.component(
                "payments-api",
                "owner",
                payments,
                "system",
                backstage.name("checkout"),
                "milepost.dev/template",
                "springboot-service@2.3.0");
        var system = backstage.entity("System", "checkout", "domain", backstage.name("commerce"));

        sync(api, model, system).statusCode(200).body("created", equalTo(3)).body("rejected", equalTo(0));
        backstage.deploy("payments-api", "2026-06-10", "2026-06-11");
        backstage.deploy("fraud-model", "2026-06-12");
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(2);
        assertThat(deployments("team=group:default/" + data)).isEqualTo(1);
        assertThat(deployments("system=" + backstage.name("checkout"))).isEqualTo(2);
        assertThat(deployments("domain=domain:" + backstage.name("commerce"))).isEqualTo(2);
        var ours = "&service=%s&service=%s".formatted(backstage.name("payments-api"), backstage.name("fraud-model"));
        groups("team" + ours).body("groups.key", contains(payments, data));
        groups("system" + ours).body("groups.key", contains(backstage.name("checkout")));
        groups("template" + ours).body("groups.key", contains("springboot-service"));
        groups("template_version" + ours).body("groups.key", contains("springboot-service@2.3.0"));
        groups("template_version&ownership=current" + ours).body("groups.key", contains("springboot-service@2.3.0"));
        assertThat(deployments("template=springboot-service@2" + ours)).isEqualTo(2);
        assertThat(deployments("template=springboot-service@3" + ours)).isZero();
    }

    @Test
    void keepsPastOfOldTeamAfterReorganisation() {
        sync(backstage.component("api", "owner", payments));
        backstage.deploy("api", "2026-06-10", "2026-06-20", "2026-07-10");
        awaitNoLag();
        assertThat(deployments("team=" + payments)).isEqualTo(3);

        syncItems(List.of(item(backstage.component("api", "owner", data), "effective_from", "2026-07-01T00:00:00Z")))
                .body("updated", equalTo(1));
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(2);
        assertThat(deployments("team=" + data)).isEqualTo(1);
        assertThat(deployments("ownership=current&team=" + payments)).isZero();
        assertThat(deployments("ownership=current&team=" + data)).isEqualTo(3);
        groups("team&ownership=current&service=" + backstage.name("api")).body("groups.key", contains(data));
        get("/catalog/entities/component:default%2F" + backstage.name("api"))
                .body("history.team", contains(payments, data))
                .body("history.valid_from", contains(null, "2026-07-01T00:00:00Z"));
    }

    @Test
    void countsLateSyncedServiceFromItsFirstEvent() {
        backstage.deploy("late", "2026-06-10", "2026-07-10");
        awaitNoLag();
        assertThat(deployments("team=" + payments)).isZero();

        // The system comes last, and moves what is in it.
        sync(backstage.component("late", "owner", payments, "system", backstage.name("checkout")));
        sync(backstage.entity("System", "checkout", "domain", backstage.name("commerce")));
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(2);
        assertThat(deployments("system=" + backstage.name("checkout"))).isEqualTo(2);
        assertThat(deployments("domain=" + backstage.name("commerce"))).isEqualTo(2);
    }

    @Test
    void movesServicesOfSystemToNewDomain() {
        sync(
                backstage.component("api", "owner", payments, "system", backstage.name("checkout")),
                backstage.entity("System", "checkout", "domain", backstage.name("commerce")));
        backstage.deploy("api", "2026-06-10", "2026-07-10");

        syncItems(List.of(item(
                backstage.entity("System", "checkout", "domain", backstage.name("money")),
                "effective_from",
                "2026-07-01T00:00:00Z")));
        awaitNoLag();

        assertThat(deployments("domain=" + backstage.name("commerce"))).isEqualTo(1);
        assertThat(deployments("domain=" + backstage.name("money"))).isEqualTo(1);
        assertThat(deployments("ownership=current&domain=" + backstage.name("money")))
                .isEqualTo(2);
    }

    @Test
    void includesServicesOfChildGroups() {
        var parent = backstage.name("division");
        sync(
                backstage.component("api", "owner", payments),
                backstage.component("model", "owner", data),
                backstage.entity("Group", "team-payments", "parent", parent),
                withChildren("division", backstage.name("middle")),
                // Groups that are in each other.
                withChildren("middle", data, parent));
        backstage.deploy("api", "2026-06-10");
        backstage.deploy("model", "2026-06-11", "2026-06-12");
        awaitNoLag();

        assertThat(deployments("team=" + parent)).isEqualTo(3);
        assertThat(deployments("ownership=current&team=group:" + parent)).isEqualTo(3);
        assertThat(deployments("team=%s&team=%s".formatted(parent, payments))).isEqualTo(3);
        assertThat(deployments("team=" + payments)).isEqualTo(1);
        groups("team&team=" + parent).body("groups.key", contains(data, payments));

        sync(backstage.entity("Group", "team-payments"));

        assertThat(deployments("team=" + parent)).isEqualTo(2);
    }

    @Test
    void keepsOwnershipOfOrphanedEntity() {
        sync(backstage.component("api", "owner", payments));
        backstage.deploy("api", "2026-06-10");

        CatalogProcessorClient.contract()
                .delete("/api/v1/catalog/entities/component:default%2F" + backstage.name("api"))
                .then()
                .statusCode(204);
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(1);
        assertThat(deployments("ownership=current&team=" + payments)).isEqualTo(1);
    }

    @Test
    void prefersCatalogOwnerOverScaffoldingOwner() {
        CatalogProcessorClient.send(List.of(backstage.event(
                "api",
                "scaffold.completed",
                "2026-06-01T00:00:00Z",
                Map.of(
                        "task_id",
                        "t1",
                        "template_id",
                        "springboot-service-v2",
                        "team",
                        "Group:Default/" + payments.toUpperCase(Locale.ROOT),
                        "status",
                        "success"))));
        backstage.deploy("api", "2026-06-10", "2026-07-10");

        syncItems(List.of(item(
                backstage.component("api", "owner", data, "system", backstage.name("checkout")),
                "changed_at",
                "2026-07-01T00:00:00Z")));
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(1);
        assertThat(deployments("team=" + data)).isEqualTo(1);
        // Of the system only the catalog told, of the template only scaffolding.
        assertThat(deployments("system=" + backstage.name("checkout"))).isEqualTo(2);
        assertThat(deployments("template=springboot-service@2&service=" + backstage.name("api")))
                .isEqualTo(2);
    }

    @Test
    void startsNewHistoryForRenamedTelemetryKey() {
        sync(backstage.component("api", "owner", payments, "milepost.dev/telemetry-key", backstage.name("old")));
        backstage.deploy("old", "2026-06-10");
        backstage.deploy("new", "2026-07-10");

        sync(backstage.component("api", "owner", data, "milepost.dev/telemetry-key", backstage.name("new")));
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(1);
        assertThat(deployments("team=" + data)).isEqualTo(1);
        assertThat(deployments("ownership=current&team=" + payments)).isEqualTo(1);
    }

    @Test
    void prefersComponentOverApiForTelemetryKey() {
        sync(backstage.entity("API", "shared", "owner", data));
        sync(backstage.component("shared", "owner", payments));
        backstage.deploy("shared", "2026-06-10");
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(1);
        assertThat(deployments("team=" + data)).isZero();

        CatalogProcessorClient.contract()
                .delete("/api/v1/catalog/entities/component:default%2F" + backstage.name("shared"))
                .then()
                .statusCode(204);
        awaitNoLag();

        assertThat(deployments("team=" + payments)).isEqualTo(1);
        assertThat(deployments("ownership=current&team=" + data)).isEqualTo(1);
    }

    private Map<String, Object> withChildren(String group, String... children) {
        return Map.of(
                "kind",
                "Group",
                "metadata",
                Map.of("name", backstage.name(group)),
                "spec",
                Map.of("type", "team", "children", List.of(children)));
    }

    private static ValidatableResponse groups(String by) {
        return get("/four-keys?" + SUMMER + "&group_by=" + by).statusCode(200);
    }
}
