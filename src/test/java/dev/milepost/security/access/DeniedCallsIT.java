package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.security.caller.Role;
import dev.milepost.testing.GuardedService;
import dev.milepost.testing.SharedGuardedService;
import dev.milepost.testing.TokenClient;
import dev.milepost.testing.TokenClient.Answer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service makes of calls that it denies. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(SharedGuardedService.class)
class DeniedCallsIT {

    private final GuardedService service;
    private final TokenClient client;

    DeniedCallsIT(GuardedService service) {
        this.service = service;
        this.client = service.client();
    }

    @Test
    void limitsFailuresPerAddress() throws Exception {
        var known = service.bearing(Role.READER);
        assertThat(client.get("/api/v1/pipeline", known).status()).isEqualTo(200);
        var address = new String[] {"X-Forwarded-For", "203.0.113.7"};

        var answer = exceedLimit("203.0.113.7");

        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(client.get("/api/v1/pipeline", known, address).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/pipeline", "nonsense", "X-Forwarded-For", "203.0.113.8")
                        .status())
                .isEqualTo(401);
    }

    /** A proxy adds the address that it was called from to what the caller wrote. */
    @Test
    void limitsFailuresByLastForwardedAddress() throws Exception {
        exceedLimit("192.0.2.%d, 203.0.113.9");

        var other = client.get("/api/v1/pipeline", "nonsense", "X-Forwarded-For", "203.0.113.9, 203.0.113.10");
        assertThat(other.status()).isEqualTo(401);
    }

    @Test
    void logsAndCountsDeniedCalls() throws Exception {
        exceedLimit("203.0.113.11");
        exceedLimit("203.0.113.12");
        assertThat(client.get("/api/v1/pipeline", "").status()).isEqualTo(401);
        assertThat(client.get("/api/v1/access/tokens", service.bearing(Role.READER))
                        .status())
                .isEqualTo(403);
        var unsigned = client.post("/webhooks/github", "", "application/json", "{}");
        assertThat(unsigned.status()).isIn(401, 503);
        var metrics = client.get("/q/metrics", service.bearing(Role.READER))
                .response()
                .body();

        for (var reason : List.of("no-token", "invalid-token", "not-allowed", "too-many-requests")) {
            assertThat(denied(metrics, reason)).as(reason).isPositive();
        }
        assertThat(denied(metrics, "invalid-signature")).isNotNegative();
        assertThat(denied(metrics, "invalid-token")).isGreaterThan(160);
        var lines = Files.readAllLines(GuardedService.LOG).stream()
                .filter(line -> line.contains(" was denied: "))
                .toList();
        var minutes = lines.stream()
                .map(line -> line.replaceAll(".*(\\d\\d:\\d\\d):\\d\\d[.,].*", "$1"))
                .distinct()
                .count();
        assertThat(lines).hasSizeBetween(5, (int) (30 * (minutes + 1)));
        assertThat(lines)
                .anyMatch(line -> line.contains(" by an unknown caller from ") && line.contains("401 invalid-token"));
    }

    @Test
    void recordsNoMetricsOfUnknownPaths() throws Exception {
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

    /** Calls by wrong tokens until an address has to wait; the answer that says so. */
    private Answer exceedLimit(String forwardedFor) throws Exception {
        Answer answer;
        int sent = 0;
        do {
            var address = forwardedFor.formatted(sent % 250);
            answer = client.get("/api/v1/pipeline", "nonsense-" + sent, "X-Forwarded-For", address);
        } while (answer.status() == 401 && sent++ < 5_000);
        assertThat(answer.status()).isEqualTo(429);
        return answer;
    }

    private static double denied(String metrics, String reason) {
        return metrics.lines()
                .filter(line -> line.startsWith("milepost_access_denied_total{reason=\"%s\"}".formatted(reason)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
