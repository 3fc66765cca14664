package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.GuardedService;
import dev.milepost.testing.Jwt;
import dev.milepost.testing.SharedGuardedService;
import dev.milepost.testing.TokenClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Backstage's plugins, actions and URL readers can do with the tokens and addresses that they have. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(SharedGuardedService.class)
class BackstageCallsIT {

    private static final String COMPONENT = """
            {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "validated-alone"},
             "spec": {"type": "service", "lifecycle": "production", "owner": "payments"}}""";

    private final GuardedService service;
    private final TokenClient client;

    BackstageCallsIT(GuardedService service) {
        this.service = service;
        this.client = service.client();
    }

    /** Actions call as the scaffolder and name the user in the data. */
    @Test
    void letsActionsCallWithoutUser() throws Exception {
        var scaffolder = Jwt.plugin("scaffolder").signedBy(service.scaffolder());
        var started = """
                {"specversion": "1.0", "id": "task/action-1/started", "source": "backstage/scaffolder",
                 "type": "dev.milepost.scaffold.started", "time": "%s", "datacontenttype": "application/json",
                 "data": {"task_id": "action-1", "template_id": "spring-service", "initiator": "user:default/jane"}}""".formatted(Instant.now());

        assertThat(client.post("/api/v1/events", scaffolder, "application/cloudevents+json", started)
                        .status())
                .isEqualTo(202);
        assertThat(client.post("/api/v1/correlations", scaffolder, "application/json", "{}")
                        .status())
                .isEqualTo(201);
        var decision = client.post("/api/v1/policies/evaluate", scaffolder, "application/json", """
                {"hook": "scaffold", "template_id": "spring-service", "template_version": "2.1.0", "task_id": "action-1",
                 "input": {"parameters": {"name": "payments-api"}}}""");
        assertThat(decision.status()).as("%s", decision).isIn(200, 201);
        assertThat(client.post("/api/v1/catalog/validate", scaffolder, "application/json", COMPONENT)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsCatalogModuleValidateWithItsRoleOfSender() throws Exception {
        var catalog = Jwt.plugin("catalog").signedBy(service.catalog());

        var validated = client.post("/api/v1/catalog/validate", catalog, "application/json", COMPONENT);

        assertThat(validated.status()).as("%s", validated).isEqualTo(200);
        assertThat(client.get("/api/v1/catalog/sync", catalog).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "text/html", "application/yaml", "application/json, text/plain", "application/x-tar"})
    void answersErrorsAsBackstageShowsThem(String accept) throws Exception {
        var scaffolder = Jwt.plugin("scaffolder").signedBy(service.scaffolder());
        var forged = Jwt.plugin("scaffolder").claim("aud", "other").signedBy(service.scaffolder());

        for (var token : List.of(scaffolder, forged)) {
            var error = client.get("/api/v1/templates/nothing-here", token, "Accept", accept);
            assertThat(error.header("Content-Type")).as("%s", error).startsWith("application/json");
            assertThat(error.json().path("error").path("message").asText()).isNotEmpty();
            assertThat(error.json().path("response").path("statusCode").asInt()).isEqualTo(error.status());
        }
    }

    @Test
    void answersWhatAcceptsProblemsOnly() throws Exception {
        var scaffolder = Jwt.plugin("scaffolder").signedBy(service.scaffolder());
        var problems = List.of("Accept", "application/problem+json").toArray(String[]::new);

        var answer = client.get("/api/v1/pipeline", scaffolder, problems);
        var error = client.get("/api/v1/templates/nothing-here", scaffolder, problems);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void readsGoldenPathsAtAddressesWithKey() throws Exception {
        var keyed = "/keys/" + GuardedService.TEMPLATE_KEY;

        var location = client.get(keyed + "/api/v1/backstage/catalog.yaml", "");

        assertThat(location.status()).as("%s", location).isEqualTo(200);
        assertThat(client.get("/api/v1/backstage/catalog.yaml", "").status()).isEqualTo(401);
        assertThat(client.get(keyed + "x/api/v1/backstage/catalog.yaml", "").status())
                .isEqualTo(404);
        assertThat(client.get(keyed + "/api/v1/templates", "").status()).isIn(401, 403);
        assertThat(client.get(keyed + "/api/v1/pipeline", "").status()).isIn(401, 403);
        assertThat(client.post(keyed + "/api/v1/events", "", "application/json", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(GuardedService.LOG).content().doesNotContain(GuardedService.TEMPLATE_KEY);
    }

    /** Backstage knows services by their refs. A name that nobody has heard of is answered as well as its ref. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events?service=%s",
                "/api/v1/quarantine?service=%s",
                "/api/v1/four-keys?service=%s",
                "/api/v1/four-keys/deployments?service=%s",
                "/api/v1/four-keys/changes?service=%s",
                "/api/v1/four-keys/incidents?service=%s",
                "/api/v1/services/%s/template",
                "/api/v1/slos?service=%s",
                "/api/v1/slos/gate?service=%s",
                "/api/v1/evidence?service=%s",
                "/api/v1/services/%s/evidence",
                "/api/v1/policies/decisions?service=%s",
                "/api/v1/policies/decision-logs?service=%s",
                "/api/v1/policies/unapproved-deployments?service=%s",
                "/api/v1/waivers?service=%s"
            })
    void takesEntityRefsOfServices(String address) throws Exception {
        var scaffolder = Jwt.plugin("scaffolder").signedBy(service.scaffolder());

        var byName = client.get(address.formatted("named-by-ref"), scaffolder);
        var byRef = client.get(address.formatted("component:default%2Fnamed-by-ref"), scaffolder);

        assertThat(byRef.status())
                .as("%s and %s", byName, byRef)
                .isEqualTo(byName.status())
                .isIn(200, 404);
        if (byRef.status() == 200) {
            assertThat(byRef.response().body()).doesNotContain("component:default/named-by-ref");
        }
    }
}
