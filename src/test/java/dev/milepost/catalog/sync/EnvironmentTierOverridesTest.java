package dev.milepost.catalog.sync;

import static dev.milepost.catalog.sync.CatalogProcessorClient.awaitNoLag;
import static dev.milepost.catalog.sync.CatalogProcessorClient.get;
import static dev.milepost.catalog.sync.CatalogProcessorClient.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Environments whose names do not tell their tier: the catalog does, for all of a service's past. */
@QuarkusTest
@Tag("service")
class EnvironmentTierOverridesTest {

    private static final String ANNOTATION = "milepost.dev/environments";

    private final CatalogProcessorClient backstage = new CatalogProcessorClient();

    @Test
    void appliesTierOfCatalogToPastAndFutureDeployments() {
        deploy("Blue", "2026-06-10");
        fail("blue", "2026-06-10");
        awaitNoLag();
        assertThat(counted("production")).isEqualTo("0/null");
        assertThat(counted("other")).isEqualTo("1/1");

        sync(backstage.component("shop", "owner", "shop", ANNOTATION, "blue=production, lab=testing"))
                .statusCode(200);
        deploy("blue", "2026-06-12");
        deploy("lab", "2026-06-13");
        awaitNoLag();

        assertThat(counted("production")).isEqualTo("2/1");
        assertThat(counted("testing")).isEqualTo("1/0");
        assertThat(counted("other")).isEqualTo("0/null");
    }

    @Test
    void fallsBackToEnvironmentNameWithoutOverride() {
        sync(backstage.component("shop", "owner", "shop", ANNOTATION, "prod-mirror=other"))
                .statusCode(200);
        deploy("prod-mirror", "2026-06-10");
        deploy("prod-eu", "2026-06-11");
        awaitNoLag();
        assertThat(counted("production")).isEqualTo("1/0");

        sync(backstage.component("shop", "owner", "shop")).statusCode(200);
        awaitNoLag();

        assertThat(counted("production")).isEqualTo("2/0");
        assertThat(counted("other")).isEqualTo("0/null");
    }

    /** Deployments in a tier, and how many of them failed. */
    private String counted(String tier) {
        var answer = get("/four-keys?%s&environment=%s&service=%s"
                        .formatted(CatalogProcessorClient.SUMMER, tier, backstage.name("shop")))
                .statusCode(200)
                .extract();
        var failed = answer.<Integer>path("change_failure_rate.deployments") == 0
                ? null
                : answer.<Integer>path("change_failure_rate.failed");
        return answer.<Integer>path("deployment_frequency.count") + "/" + failed;
    }

    private void deploy(String environment, String day) {
        CatalogProcessorClient.send(List.of(backstage.event(
                "shop",
                "deploy.completed",
                day + "T12:00:00Z",
                Map.of("deployment_id", environment + day, "environment", environment, "status", "success"))));
    }

    private void fail(String environment, String day) {
        CatalogProcessorClient.send(List.of(backstage.event(
                "shop",
                "incident.opened",
                day + "T13:00:00Z",
                Map.of("incident_id", backstage.name("i" + day), "environment", environment))));
    }
}
