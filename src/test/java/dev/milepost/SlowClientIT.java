package dev.milepost;

import static dev.milepost.HttpEdgeService.ENDED;
import static dev.milepost.HttpEdgeService.answer;
import static dev.milepost.HttpEdgeService.assertEnds;
import static dev.milepost.HttpEdgeService.event;
import static dev.milepost.HttpEdgeService.flood;
import static dev.milepost.HttpEdgeService.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milepost.testing.Soak;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or read slowly or not at all are refused in time. The packaged service as production runs it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Soak.ALONE)
class SlowClientIT {

    private static HttpEdgeService service;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        service = new HttpEdgeService(folder, Path.of("target", "slow-clients", "service.log"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** What they announce takes no room, and what they have sent and do not go on with gives way. */
    @Test
    void acceptsSignedDeliveriesDuringUnsignedFlood() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 8; i++) {
                var socket =
                        service.open("POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 26214400\r\n\r\n");
                sockets.add(socket);
                new Thread(() -> flood(socket, 24 << 20)).start();
            }
            Thread.sleep(1_000);

            for (int i = 0; i < 20; i++) {
                var begin = System.nanoTime();

                assertThat(service.deliver()).isEqualTo(202);

                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            }
            assertThat(service.postEvent()).isEqualTo(202);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void answersSlowBodiesWith408() throws Exception {
        var sockets = openAll(
                "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
                "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{",
                "POST /api/v1/events HTTP/1.1\r\n" + RequestBeginnings.BEARING
                        + "Content-Type: application/cloudevents+json\r\nContent-Length: 1000\r\n\r\n{",
                "POST /api/v1/access/tokens HTTP/1.1\r\n" + RequestBeginnings.BEARING + RequestBeginnings.JSON
                        + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

        for (var socket : sockets) {
            try (socket) {
                assertThat(answer(socket))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("/problems/slow-body", "onnection: close");
            }
        }
    }

    /** However much is announced or sent, the answer is there before. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/api/v1/access/tokens", "/api/v1/nothing", "/q/metrics"})
    void deniesBeforeReadingBody(String path) throws Exception {
        try (var socket = service.open("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{")) {
            var begin = System.nanoTime();
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(line).matches("HTTP/1.1 (200|401|404|405) .*");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertEnds(socket);
        }
    }

    @Test
    void refusesTooLargeBodyAtOnce() throws Exception {
        var head = "POST /api/v1/events HTTP/1.1\r\n" + RequestBeginnings.BEARING + RequestBeginnings.JSON;
        try (var announced = service.open(head + "Content-Length: 20000000\r\n\r\n");
                var chunked = service.open(head + "Transfer-Encoding: chunked\r\n\r\nA00010\r\n")) {
            flood(chunked, (10 << 20) + 16);

            assertThat(answer(announced)).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
            assertThat(answer(chunked)).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
        }
    }

    @Test
    void closesConnectionsWhoseRequestDoesNotArrive() throws Exception {
        var sockets =
                openAll("", "G", "GET /q/health HTTP/1.1\r\nHost: x\r\nX-Long: ", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        for (var socket : sockets) {
            try (socket) {
                assertEnds(socket);
            }
        }
    }

    /** At once, as the service takes its time to end each of them. */
    private static List<Socket> openAll(String... beginnings) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (var beginning : beginnings) {
            sockets.add(service.open(beginning));
        }
        return sockets;
    }

    @Test
    void closesIdleKeepAliveConnection() throws Exception {
        try (var socket = service.open("GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Many streams of one connection would be many clients. */
    @Test
    void usesHttp1Only() throws Exception {
        var either = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request = HttpRequest.newBuilder(service.address().resolve("/q/health/live"))
                .build();

        assertThat(either.send(request, BodyHandlers.discarding()).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void closesConnectionThatReadsNoResponse() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress(
                    "127.0.0.1", service.address().getPort()));
            write(socket, "GET /q/openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));

            await().atMost(ENDED.plus(ENDED))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        try {
                            write(socket, "\r\n");
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
    void refusesCompressedBodies(String encoding) throws Exception {
        var request = service.events("{}").header("Content-Encoding", encoding).build();

        var answer = service.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("/problems/unsupported-media-type");
    }

    @Test
    void supportsExpectContinue() throws Exception {
        var request = service.events(event()).expectContinue(true).build();

        assertThat(service.send(request, BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
    }

    /** Twenty of the largest batches at once: each is taken or told to come again. */
    @Test
    void boundsMemoryOfConcurrentBodies() {
        var batch = "[%s]".formatted("{},".repeat((10 << 20) / 3 - 2) + "{}");

        var statuses = IntStream.range(0, 20)
                .mapToObj(i -> service.sendAsync(service.events(batch).build(), BodyHandlers.discarding()))
                .toList()
                .stream()
                .map(answer -> answer.join().statusCode())
                .toList();

        assertThat(statuses).isSubsetOf(413, 503).contains(413);
        assertThat(service.isAlive()).isTrue();
    }
}
