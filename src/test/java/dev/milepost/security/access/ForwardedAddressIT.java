package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.testing.GuardedService;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.SharedGuardedService;
import dev.milepost.testing.TokenClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The addresses that proxies forward, of the service and of its callers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(SharedGuardedService.class)
class ForwardedAddressIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final GuardedService service;
    private final TokenClient client;

    ForwardedAddressIT(GuardedService service) {
        this.service = service;
        this.client = service.client();
    }

    @Test
    void usesAddressForwardedByTrustedProxy() throws Exception {
        new GoldenPathCommands(service).promote();

        assertThat(GoldenPathCommands.catalogOf(
                        client, "X-Forwarded-Host", "milepost.example.com:8443", "X-Forwarded-Proto", "https"))
                .startsWith("https://milepost.example.com:8443/api");
        assertThat(GoldenPathCommands.catalogOf(client, "X-Forwarded-Prefix", "/companion"))
                .contains("/companion/api/v1/");
    }

    @Test
    void ignoresAddressForwardedByOthers() throws Exception {
        new GoldenPathCommands(service).promote();
        var properties = new HashMap<>(service.parts());
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
        properties.put("quarkus.http.proxy.trusted-proxies", "192.0.2.1,198.51.100.0/24");
        properties.put("milepost.access.rate-limit.failures", "2");
        try (var guarded = ServiceProcess.start(properties, Path.of("target", "access", "untrusting.log"))) {
            guarded.awaitReadiness(200, PATIENCE);
            var caller = new TokenClient(guarded.address());
            assertThat(GoldenPathCommands.catalogOf(
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
    void refusesToStartTrustingEveryProxy() throws Exception {
        var log = Path.of("target", "access", "believing.log");
        var properties = new HashMap<>(service.parts());
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");

        try (var believing = ServiceProcess.start(properties, log)) {
            await().atMost(PATIENCE).until(() -> !believing.isAlive());
        }

        assertThat(log).content().contains("quarkus.http.proxy.trusted-proxies");
    }
}
