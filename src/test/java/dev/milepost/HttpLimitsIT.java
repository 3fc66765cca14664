package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.ServiceProcess;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients cannot take from the packaged service behind a proxy: memory beside the heap, its log, or an answer. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HttpLimitsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MIB = 1 << 20;
    private static final int UNREAD = 16 * MIB;

    /** What the server uses beside unread answers: buffers to read with, and chunks that are partly used. */
    private static final int OTHER = 24 * MIB;

    private static final Path LOG = Path.of("target", "http-limits", "service.log");

    @TempDir
    private static Path folder;

    private static LocalParts parts;
    private static ServiceProcess service;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        parts = LocalParts.start(
                folder,
                Path.of("target/postgres-programs").toAbsolutePath(),
                Set.of("postgres", "kafka"),
                Map.of("fsync", "off", "synchronous_commit", "off"));
        var properties = new HashMap<>(parts.get());
        properties.put("milepost.http.bytes-unread", Integer.toString(UNREAD));
        properties.put("milepost.webhooks.github.secrets", "a-secret-of-deliveries");
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
        properties.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        service = ServiceProcess.start(properties, LOG, List.of("-XX:MaxDirectMemorySize=128m"));
        service.awaitReadiness(200, PATIENCE);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        service.close();
        parts.close();
    }

    /** Each asks for more than its connection takes without being read, and comes from an address of its own. */
    @Test
    @Tag(Soak.ALONE)
    void holdsAnswersThatNobodyReadsInBoundedMemory() throws Exception {
        var sockets = new ArrayList<Socket>();
        double unread = 0;
        boolean isFull = false;
        try {
            for (int i = 0; i < 200; i++) {
                sockets.add(connect());
            }
            // Eight requests of a connection may wait, and the operating system buffers the answers of the first ones.
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 200; i++) {
                    write(
                            sockets.get(i),
                            ("GET /q/openapi HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2." + i + "\r\n\r\n")
                                    .repeat(7));
                }
                Thread.sleep(2_000);
            }
            // Until the buffers of the operating system are full.
            var start = System.nanoTime();
            while (System.nanoTime() - start < (isFull || unread > MIB ? 4_000_000_000L : 60_000_000_000L)) {
                Thread.sleep(200);
                var metrics = get("/q/metrics");
                isFull |= metrics.statusCode() == 503;
                if (metrics.statusCode() == 200) {
                    unread = Math.max(unread, gauge(metrics.body(), "milepost_http_bytes_unread"));
                }
            }

            assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var metrics = get("/q/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(gauge(metrics.body(), "milepost_http_bytes_unread")).isZero();
        });
        // Netty keeps the memory that it once had.
        var direct = gauge(get("/q/metrics").body(), "jvm_buffer_memory_used_bytes{id=\"direct\"}");
        System.out.printf("unread answers: %,.0f bytes of %,d; direct memory: %,.0f bytes%n", unread, UNREAD, direct);
        assertThat(isFull || unread > MIB).isTrue();
        assertThat(unread).isLessThanOrEqualTo(UNREAD);
        assertThat(direct).isLessThanOrEqualTo(UNREAD + OTHER);
        assertThat(get("/q/openapi").statusCode()).isEqualTo(200);
    }

    @Test
    void logsNothingOfConnectionsThatClientsBreakOff() throws Exception {
        var before = Files.size(LOG);
        for (int i = 0; i < 60; i++) {
            try (var socket = connect()) {
                write(socket, "GET /q/swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n");
                Thread.sleep(i % 3 * 20L);
                socket.setSoLinger(true, 0);
            }
        }
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        Thread.sleep(2_000);

        assertThat(Files.readString(LOG).substring((int) before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Host, a b",
        "Host, [::1",
        "X-Forwarded-Host, a b",
        "X-Forwarded-Host, a/b",
        "X-Forwarded-Host, [::1",
        "X-Forwarded-Proto, ''",
        "X-Forwarded-Proto, h t",
        "X-Forwarded-Port, x",
        "X-Forwarded-For, ''",
        "X-Forwarded-For, :80"
    })
    void saysWhichHeaderOfAProxyCannotBeRead(String header, String value) throws IOException {
        var host = header.equals("Host") ? "" : "Host: x\r\n";

        var answer = send(
                "GET /api/v1/pipeline HTTP/1.1\r\n%sConnection: close\r\nAuthorization: Bearer %s\r\n%s: %s\r\n\r\n"
                        .formatted(host, ServiceProcess.TOKEN, header, value));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/bad-request", "\"detail\":\"" + header);
    }

    /** It may have 25 MiB. */
    @ParameterizedTest
    @CsvSource({"pagerduty, 503, webhook-not-configured", "nobody, 404, unknown-webhook"})
    void refusesDeliveriesThatItCannotVerifyBeforeTheirBody(String provider, int status, String type)
            throws IOException {
        var begin = System.nanoTime();

        var answer =
                send("POST /webhooks/%s HTTP/1.1\r\nHost: x\r\nContent-Length: 26214400\r\n\r\n{".formatted(provider));

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("/problems/" + type);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    private static Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", service.address().getPort()));
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String send(String request) throws IOException {
        try (var socket = connect()) {
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(service.address().resolve(path))
                .header("Authorization", "Bearer " + ServiceProcess.TOKEN)
                .timeout(Duration.ofSeconds(15));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static double gauge(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
