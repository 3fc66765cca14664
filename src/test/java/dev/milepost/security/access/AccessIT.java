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
import dev.milepost.testing.TokenClient;
import dev.milepost.testing.TokenClient.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as production runs it, among those that it trusts and those that it must not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path LOG = Path.of("target", "access", "service.log");

    @TempDir
    private static Path folder;

    private static GuardedService service;
    private static TokenClient client;

    @BeforeAll
    static void start() throws Exception {
        service = new GuardedService(folder, LOG);
        client = new TokenClient(service.process().address());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void doesNotStartOpenToEverybody() throws Exception {
        var log = Path.of("target", "access", "open.log");
        var properties = new HashMap<>(service.parts());
        properties.put("milepost.access.admin.token.secret", "");

        try (var open = ServiceProcess.start(properties, log)) {
            await().atMost(PATIENCE).until(() -> !open.isAlive());
        }

        assertThat(log).content().contains("No access is configured", "MILEPOST_ACCESS_ADMIN_TOKEN_SECRET");
    }

    @Test
    void letsNobodyInWithoutARightToken() throws Exception {
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
    void letsIntoEachOperationTheRolesThatTheDocumentSays() throws Exception {
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
    void asksNobodyWhereTheDocumentSaysSo() throws Exception {
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
    void knowsBackstagesPluginsAndUsers() throws Exception {
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
    void restrictsATokenToWhatItNamesAndTakesItBack() throws Exception {
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
    void getsNoRestrictedTokenAroundItsRestriction() throws Exception {
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
        assertThat(client.post("/api/v1/correlations", secret, "application/json", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(client.post("/api/v1/correlations", secret, "application/json", "{\"service_id\": \"bills\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void isCalledByCommandsWithTheTokenOfTheirVariable() throws Exception {
        assertThat(publish("")).startsWith("1 ").contains("Set MILEPOST_TOKEN to a token with the role template-owner");
        assertThat(publish(ServiceProcess.TOKEN)).startsWith("0 ");
    }

    @Test
    void tellsBrowsersToKeepTheirHandsOff() throws Exception {
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
    @Order(Integer.MAX_VALUE - 1)
    void makesAnAddressThatFailsTooOftenWait() throws Exception {
        var known = service.bearing(Role.READER);
        assertThat(client.get("/api/v1/pipeline", known).status()).isEqualTo(200);
        var address = new String[] {"X-Forwarded-For", "203.0.113.7"};
        Answer answer;
        int sent = 0;
        do {
            answer = client.get("/api/v1/pipeline", "nonsense-" + sent, address);
        } while (answer.status() == 401 && sent++ < 5_000);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(client.get("/api/v1/pipeline", known, address).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/pipeline", "nonsense", "X-Forwarded-For", "203.0.113.8")
                        .status())
                .isEqualTo(401);
    }

    /** A proxy adds the address that it was called from to what the caller wrote. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void makesAnAddressWaitWhateverItWritesBeforeItself() throws Exception {
        Answer answer;
        int sent = 0;
        do {
            var forged = "192.0.2.%d, 203.0.113.9".formatted(sent % 250);
            answer = client.get("/api/v1/pipeline", "forged-" + sent, "X-Forwarded-For", forged);
        } while (answer.status() == 401 && sent++ < 5_000);

        assertThat(answer.status()).isEqualTo(429);
        var other = client.get("/api/v1/pipeline", "nonsense", "X-Forwarded-For", "203.0.113.9, 203.0.113.10");
        assertThat(other.status()).isEqualTo(401);
    }

    @Test
    void saysItsAddressAsATrustedProxyDoes() throws Exception {
        promote();

        assertThat(catalogOf(client, "X-Forwarded-Host", "milepost.example.com:8443", "X-Forwarded-Proto", "https"))
                .startsWith("https://milepost.example.com:8443/api");
        assertThat(catalogOf(client, "X-Forwarded-Prefix", "/companion")).contains("/companion/api/v1/");
    }

    @Test
    void believesNobodyElse() throws Exception {
        promote();
        var properties = new HashMap<>(service.parts());
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
        properties.put("quarkus.http.proxy.trusted-proxies", "192.0.2.1,198.51.100.0/24");
        properties.put("milepost.access.rate-limit.failures", "2");
        try (var guarded = ServiceProcess.start(properties, Path.of("target", "access", "untrusting.log"))) {
            guarded.awaitReadiness(200, PATIENCE);
            var caller = new TokenClient(guarded.address());
            assertThat(catalogOf(
                            caller,
                            "X-Forwarded-Trusted-Proxy",
                            "true",
                            "X-Forwarded-Host",
                            "evil.example.com",
                            "X-Forwarded-Prefix",
                            "/evil"))
                    .doesNotContain("evil");
            var statuses = new HashMap<Integer, Integer>();
            for (int i = 0; i < 100; i++) {
                var answer = caller.get(
                        "/api/v1/pipeline",
                        "nonsense-" + i,
                        "X-Forwarded-Trusted-Proxy",
                        "true",
                        "X-Forwarded-For",
                        "203.0.113." + i);
                statuses.merge(answer.status(), 1, Integer::sum);
            }

            assertThat(statuses).containsKey(429);
        }
    }

    @Test
    void doesNotStartWhereEveryProxyWouldBeBelieved() throws Exception {
        var log = Path.of("target", "access", "believing.log");
        var properties = new HashMap<>(service.parts());
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");

        try (var believing = ServiceProcess.start(properties, log)) {
            await().atMost(PATIENCE).until(() -> !believing.isAlive());
        }

        assertThat(log).content().contains("quarkus.http.proxy.trusted-proxies");
    }

    /** Denied calls are many in this class. */
    @Test
    @Order(Integer.MAX_VALUE)
    void logsAndCountsWhatItDenied() throws Exception {
        var unsigned = client.post("/webhooks/github", "", "application/json", "{}");
        assertThat(unsigned.status()).isIn(401, 503);
        var metrics = client.get("/q/metrics", service.bearing(Role.READER))
                .response()
                .body();

        for (var reason : List.of("no-token", "invalid-token", "not-allowed", "too-many-requests")) {
            assertThat(denied(metrics, reason)).as(reason).isPositive();
        }
        assertThat(denied(metrics, "bad-signature")).isNotNegative();
        assertThat(denied(metrics, "invalid-token")).isGreaterThan(160);
        var lines = Files.readAllLines(LOG).stream()
                .filter(line -> line.contains(" was denied: "))
                .toList();
        var minutes = lines.stream()
                .map(line -> line.replaceAll(".*(\\d\\d:\\d\\d):\\d\\d[.,].*", "$1"))
                .distinct()
                .count();
        assertThat(lines).hasSizeBetween(5, (int) (30 * (minutes + 1)));
        assertThat(lines)
                .anyMatch(line -> line.contains(" by nobody known from ") && line.contains("401 invalid-token"));
    }

    @Test
    void makesNoTimeSeriesOfPathsThatAreNoRoutes() throws Exception {
        var random = "zz" + Long.toHexString(System.nanoTime());
        for (var start :
                List.of("/", "/api/v1/", "/api/v1/slos/", "/api/v1/events/", "/webhooks/", "/q/", "/q/metrics/")) {
            for (var token : List.of("", "nonsense", service.bearing(Role.READER))) {
                client.get(start + random, token);
                client.post(start + random, token, "application/json", "{}");
                client.delete(start + random, token);
            }
        }

        assertThat(client.get("/q/metrics", service.bearing(Role.READER))
                        .response()
                        .body())
                .contains("uri=\"/api/v1/slos/{name}\"")
                .doesNotContain(random);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void writesNoTokenIntoItsLog() throws Exception {
        var log = Files.readString(LOG);

        assertThat(client.sent()).hasSizeGreaterThan(10);
        assertThat(client.sent()).filteredOn(token -> token.length() > 10).noneMatch(log::contains);
        assertThat(log).doesNotContain("ci/orders/7");
    }

    private static double denied(String metrics, String reason) {
        return metrics.lines()
                .filter(line -> line.startsWith("milepost_access_denied_total{reason=\"%s\"}".formatted(reason)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The first address in the catalog of golden paths. */
    private static String catalogOf(TokenClient caller, String... headers) throws Exception {
        var catalog = caller.get("/api/v1/backstage/catalog.yaml", ServiceProcess.TOKEN, headers);
        return catalog.response()
                .body()
                .lines()
                .filter(line -> line.contains("/template.yaml"))
                .map(line -> line.replaceFirst("^[ \"-]*", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(catalog.toString()));
    }

    /** So that the catalog has an address. */
    private static void promote() throws Exception {
        assertThat(publish(ServiceProcess.TOKEN, "templates")).startsWith("0 ");
        var promoted = client.put(
                "/api/v1/templates/node-service/channels/stable",
                ServiceProcess.TOKEN,
                "application/json",
                "{\"version\": \"1.0.0\", \"reason\": \"first\"}");
        assertThat(promoted.status()).as("%s", promoted).isIn(200, 201);
    }

    /** The exit code of the command, and what it says. */
    private static String publish(String token) throws Exception {
        return publish(token, "templates/modules/publish-github");
    }

    private static String publish(String token, String folder) throws Exception {
        var command = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar",
                        "templates",
                        "publish",
                        folder,
                        "--url",
                        service.process().address().toString())
                .redirectErrorStream(true);
        command.environment().put("MILEPOST_TOKEN", token);
        var running = command.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return running.waitFor() + " " + said;
    }

    private static List<Operation> guarded() {
        return Operations.all().stream().filter(operation -> !operation.open()).toList();
    }

    private static Jwt admin() {
        return Jwt.oidc(service.issuers().issuer(), "root").claim("roles", List.of("platform-admin"));
    }

    private static String event(String id, String source, String service) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "%s", "type": "com.company.change.created",
                 "time": "2026-06-10T12:34:00Z", "data": {"commit_sha": "a1b2c3d4", "service_id": "%s"}}""".formatted(id, source, service);
    }
}
