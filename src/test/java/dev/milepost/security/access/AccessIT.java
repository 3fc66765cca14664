package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.security.caller.Role;
import dev.milepost.testing.GuardedService;
import dev.milepost.testing.Issuers;
import dev.milepost.testing.Jwt;
import dev.milepost.testing.Operations;
import dev.milepost.testing.Operations.Operation;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.SharedGuardedService;
import dev.milepost.testing.TokenClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged service as production runs it, among those that it trusts and those that it must not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(SharedGuardedService.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REACHING_ALL =
            "erasePerson listErasures getErasure previewServiceDeletion deleteService listTokens createToken revokeToken";

    private final GuardedService service;
    private final TokenClient client;

    AccessIT(GuardedService service) {
        this.service = service;
        this.client = service.client();
    }

    @Test
    void refusesToStartWithoutAccessConfigured() throws Exception {
        var log = Path.of("target", "access", "open.log");
        var properties = new HashMap<>(service.parts());
        properties.put("milepost.access.admin.token.secret", "");

        try (var open = ServiceProcess.start(properties, log)) {
            await().atMost(PATIENCE).until(() -> !open.isAlive());
        }

        assertThat(log).content().contains("No access is configured", "MILEPOST_ACCESS_ADMIN_TOKEN_SECRET");
    }

    @Test
    void refusesInvalidTokens() throws Exception {
        var wrong = Map.of(
                "none",
                "",
                "nonsense",
                "nonsense",
                "no token of ours",
                "milepost_" + "x".repeat(43),
                "expired",
                admin().claim("exp", Instant.now().minusSeconds(60).getEpochSecond())
                        .signedBy(service.oidc()),
                "of another audience",
                admin().claim("aud", "other").signedBy(service.oidc()),
                "unsigned",
                admin().unsigned("oidc-1"));
        for (var operation : guarded()) {
            for (var token : wrong.entrySet()) {
                var answer = client.call(operation, token.getValue());
                assertThat(answer.status())
                        .as("%s with a token that is %s", operation, token.getKey())
                        .isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
                assertThat(answer.json().path("type").asText()).isEqualTo("/problems/not-authenticated");
            }
        }
    }

    @Test
    void allowsRolesOfOpenApiDocument() throws Exception {
        for (var operation : guarded()) {
            assertThat(operation.roles()).as(operation.id()).isNotEmpty();
            for (var role : Role.values()) {
                var answer = client.call(operation, service.bearing(role));
                var may = Role.withContained(List.of(role)).stream()
                        .anyMatch(contained -> operation.roles().contains(contained.text()));
                if (may) {
                    assertThat(answer.status()).as("%s by %s", operation, role).isNotIn(401, 403, 429, 500);
                } else {
                    assertThat(answer.status()).as("%s by %s", operation, role).isEqualTo(403);
                    assertThat(answer.json().path("detail").asText())
                            .contains(operation.roles().get(0));
                }
            }
        }
    }

    @Test
    void allowsPublicOperationsWithoutToken() throws Exception {
        var open = Operations.all().stream().filter(Operation::open).toList();

        assertThat(open).extracting(Operation::id).contains("getSigningKeys");
        for (var operation : open) {
            assertThat(client.call(operation, "").json().path("type").asText())
                    .as(operation.id())
                    .isNotIn("/problems/not-authenticated", "/problems/not-allowed");
        }
        for (var path : List.of("/q/health/ready", "/q/openapi", "/q/swagger-ui/")) {
            assertThat(client.get(path, "").status()).as(path).isEqualTo(200);
        }
        assertThat(client.get("/q/metrics", "").status()).isEqualTo(401);
        for (var path : List.of("/q/metrics/", "/q//metrics", "/q/%6Detrics", "/q/metrics;a=b")) {
            assertThat(client.get(path, "").status()).as(path).isIn(401, 404);
        }
        assertThat(client.get("/q/metrics", service.bearing(Role.EMITTER)).status())
                .isEqualTo(403);
        assertThat(client.get("/q/metrics", service.bearing(Role.READER)).status())
                .isEqualTo(200);
        assertThat(client.get("/api/v1/nowhere", service.bearing(Role.READER)).status())
                .isEqualTo(404);
    }

    @Test
    void authenticatesBackstagePluginsAndUsers() throws Exception {
        service.issuers().answer(Issuers.USER_INFO, "{\"claims\": {\"ent\": [\"group:default/platform\"]}}");
        var jane = Jwt.user(service.issuers().url(), "user:default/jane")
                .claim("ent", List.of("group:default/platform"))
                .signedBy(service.users());
        var limited = Jwt.limitedUser("user:default/jane").signedBy(service.users());
        var plugin = Jwt.plugin("scaffolder").claim("aud", "proxy").signedBy(service.scaffolder());
        var acting = Jwt.plugin("scaffolder").claim("obo", limited).signedBy(service.scaffolder());

        assertThat(client.get("/api/v1/access/tokens", jane).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/access/tokens", limited).status()).isEqualTo(401);
        assertThat(client.get("/api/v1/pipeline", plugin).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/access/tokens", plugin).status()).isEqualTo(403);
        assertThat(client.get("/api/v1/pipeline", acting).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/access/tokens", acting).status()).isEqualTo(403);
        assertThat(client.get("/api/v1/pipeline", Jwt.plugin("catalog").signedBy(service.scaffolder()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void restrictsAndRevokesToken() throws Exception {
        var created = client.post("/api/v1/access/tokens", ServiceProcess.TOKEN, "application/json", """
                        {"name": "orders-ci", "roles": ["emitter"], "sources": ["ci/orders/*"], "services": ["orders"]}""");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        var secret = created.json().path("secret").asText();
        var own = event("1", "ci/orders/7", "orders");
        var batch = "[%s,%s,%s]".formatted(own, event("2", "ci/bills/7", "orders"), event("3", "ci/orders/7", "bills"));

        assertThat(client.post("/api/v1/events", secret, "application/cloudevents+json", own)
                        .status())
                .isEqualTo(202);
        var foreign = client.post(
                "/api/v1/events", secret, "application/cloudevents+json", event("4", "ci/orders/7", "bills"));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.json().at("/errors/0/pointer").asText()).isEqualTo("/data/service_id");
        var incident = client.post("/api/v1/events", secret, "application/cloudevents+json", """
                        {"specversion": "1.0", "id": "5", "source": "ci/orders/7", "type": "com.company.incident.resolved",
                         "time": "2026-06-10T12:34:00Z", "data": {"service_id": "orders", "incident_id": "P1",
                         "environment": "production", "incident_source": "pagerduty/bills"}}""");
        assertThat(incident.status()).isEqualTo(403);
        assertThat(incident.json().at("/errors/0/pointer").asText()).isEqualTo("/data/incident_source");
        var some = client.post("/api/v1/events", secret, "application/cloudevents-batch+json", batch)
                .json();
        assertThat(some.path("duplicates").asInt()).isEqualTo(1);
        assertThat(some.at("/rejected/0/pointer").asText()).isEqualTo("/source");
        assertThat(some.at("/rejected/1/pointer").asText()).isEqualTo("/data/service_id");
        assertThat(client.post("/api/v1/catalog/full-syncs", secret, "application/json", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(client.get("/api/v1/pipeline", secret).status()).isEqualTo(403);

        var revoked = client.delete(
                "/api/v1/access/tokens/" + created.json().at("/token/id").asText(), ServiceProcess.TOKEN);
        assertThat(revoked.status()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.post("/api/v1/events", secret, "application/cloudevents+json", own)
                                .status()
                        == 401);
    }

    @Test
    void refusesBypassOfTokenRestriction() throws Exception {
        var created = client.post("/api/v1/access/tokens", ServiceProcess.TOKEN, "application/json", """
                        {"name": "bills-ci", "roles": ["emitter"], "sources": ["ci/bills/*"], "services": ["bills"]}""");
        var secret = created.json().path("secret").asText();
        var own = event("forged", "ci/bills/1", "bills");

        for (var forged : List.of(
                own.replace("\"source\"", "\"SOURCE\": \"ci/victim\", \"source\""),
                own.replace("\"source\"", "\"source\": \"ci/victim\", \"source\""),
                own.replace("\"id\"", "\"milepostteam\": \"victims\", \"id\""))) {
            assertThat(client.post("/api/v1/events", secret, "application/cloudevents+json", forged)
                            .status())
                    .as(forged)
                    .isEqualTo(422);
        }
        for (var service : List.of("victim", "component:default/victim", "Victim")) {
            var opened = client.post(
                    "/api/v1/correlations", secret, "application/json", "{\"service_id\": \"%s\"}".formatted(service));
            assertThat(opened.status()).as(service).isEqualTo(403);
            assertThat(opened.json().at("/errors/0/pointer").asText()).isEqualTo("/service_id");
        }
        for (var query : List.of("service=victim&source=ci/bills/1", "source=ci/bills/1&commit=" + "0".repeat(40))) {
            var sent = client.post("/api/v1/evidence?" + query, secret, "application/xml", "<testsuites/>");
            assertThat(sent.status()).as(query).isEqualTo(403);
            assertThat(sent.json().at("/errors/0/pointer").asText()).isEqualTo("service");
        }
        assertThat(client.post("/api/v1/evidence?service=bills", secret, "application/xml", "<testsuites/>")
                        .status())
                .isEqualTo(403);
        assertThat(client.post(
                                "/api/v1/evidence?service=bills&source=ci/bills/1",
                                secret,
                                "application/xml",
                                "<testsuites/>")
                        .status())
                .isEqualTo(201);
        assertThat(client.post("/api/v1/correlations", secret, "application/json", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(client.post("/api/v1/correlations", secret, "application/json", "{\"service_id\": \"bills\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesRestrictedAdminsWhatReachesAll() throws Exception {
        var created = client.post("/api/v1/access/tokens", ServiceProcess.TOKEN, "application/json", """
                        {"name": "bills-admin", "roles": ["platform-admin"], "services": ["bills"]}""");
        var secret = created.json().path("secret").asText();

        for (var operation : guarded()) {
            if (REACHING_ALL.contains(operation.id())) {
                assertThat(client.call(operation, secret).status())
                        .as("%s", operation)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void authenticatesCommandsByEnvironmentVariable() throws Exception {
        var commands = new GoldenPathCommands(service);
        assertThat(commands.publish(""))
                .startsWith("1 ")
                .contains("Set MILEPOST_TOKEN to a token with the role template-owner");
        assertThat(commands.publish(ServiceProcess.TOKEN)).startsWith("0 ");
    }

    @Test
    void setsSecurityHeaders() throws Exception {
        var answer = client.get("/api/v1/pipeline", service.bearing(Role.READER), "Origin", "https://evil.example.com");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(client.get("/q/swagger-ui/", "").header("Content-Security-Policy"))
                .contains("script-src 'self' 'unsafe-inline'");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void logsNoToken() throws Exception {
        var log = Files.readString(GuardedService.LOG);

        assertThat(client.sent()).hasSizeGreaterThan(10);
        assertThat(client.sent()).filteredOn(token -> token.length() > 10).noneMatch(log::contains);
        assertThat(log).doesNotContain("ci/orders/7");
    }

    private static List<Operation> guarded() {
        return Operations.all().stream().filter(operation -> !operation.open()).toList();
    }

    private Jwt admin() {
        return Jwt.oidc(service.issuers().issuer(), "root").claim("roles", List.of("platform-admin"));
    }

    private static String event(String id, String source, String service) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "com.company.change.created",
                 "time": "2026-06-10T12:34:00Z", "data": {"commit_sha": "a1b2c3d4", "service_id": "%s"}}""".formatted(id, source, service);
    }
}
