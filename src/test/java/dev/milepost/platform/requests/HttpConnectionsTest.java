package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.requests.HttpConnections.LimitedTransport;
import dev.milepost.platform.requests.HttpConnections.Limits;
import dev.milepost.platform.requests.MemoryBudget.Claim;
import dev.milepost.testing.Soak;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of a server of Vert.x, sent to as bytes. Heads have a second, and idle connections a minute. */
class HttpConnectionsTest {

    private static final int UNREAD = 1 << 20;

    /** The time of a head, and the two seconds until it is checked. */
    private static final Duration BEYOND_HEADS = Duration.ofMillis(3_500);

    private static final String GET = "GET /small HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String POST = "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";

    private static final HttpConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(HttpConfig.class)
            .withDefaultValues(Map.of(
                    "milepost.http.head-timeout", "1s",
                    "milepost.http.keep-alive", "60s",
                    "milepost.http.grace", "1s",
                    "milepost.http.bytes-unread", Integer.toString(UNREAD)))
            .build()
            .getConfigMapping(HttpConfig.class);

    private static final HttpMemory MEMORY = new HttpMemory(CONFIG, new SimpleMeterRegistry());
    private static final CompletableFuture<Void> UNREAD_FILE_CLOSED = new CompletableFuture<>();

    @TempDir
    private static Path folder;

    private static Vertx vertx;
    private static HttpServer server;

    private final Claim others = new Claim(new Claimant("others", true), () -> {});

    @BeforeAll
    static void start() throws Exception {
        vertx = new VertxBuilder(new VertxOptions().setEventLoopPoolSize(1))
                .findTransport(new LimitedTransport(() -> new Limits(CONFIG, MEMORY, false)))
                .init()
                .vertx();
        server = vertx.createHttpServer()
                .requestHandler(HttpConnectionsTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static void answer(HttpServerRequest request) {
        var times = Objects.requireNonNull(ConnectionTimes.of(request.connection()));
        times.beginRequest();
        times.answerTo(new Claimant("192.0.2.1", true), false);
        request.response().endHandler(end -> times.endRequest());
        switch (request.path()) {
            case "/slow" -> vertx.setTimer(2_000, timer -> request.response().end("slow"));
            case "/chunked" -> {
                request.response().setChunked(true).write(Buffer.buffer(new byte[100 << 10]));
                request.response().write("second");
                vertx.setTimer(20, timer -> request.response().end("last"));
            }
            case "/file" -> {
                request.connection().closeHandler(closed -> UNREAD_FILE_CLOSED.complete(null));
                request.response().sendFile(folder.resolve("large").toString());
            }
            default -> request.endHandler(end -> request.response().end("small"));
        }
    }

    @AfterEach
    void release() {
        MEMORY.unread().release(others);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Socket send(String... parts) throws Exception {
        var socket = new Socket("127.0.0.1", server.actualPort());
        socket.setTcpNoDelay(true);
        for (var part : parts) {
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(100);
        }
        return socket;
    }

    /** All that the service sends until it ends the connection or nothing comes for a while. */
    private static String read(Socket socket, Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        var all = new StringBuilder();
        try {
            int read;
            while ((read = socket.getInputStream().read()) >= 0) {
                all.append((char) read);
            }
            return all + "END";
        } catch (SocketTimeoutException still) {
            return all.toString();
        }
    }

    /** Several connections at once, as each takes seconds. */
    private static List<String> readAll(List<String> requests, Duration within) throws Exception {
        var sockets = new ArrayList<Socket>();
        for (var request : requests) {
            sockets.add(send(request.split("\\|")));
        }
        Thread.sleep(BEYOND_HEADS.toMillis());
        var answers = new ArrayList<String>();
        for (var socket : sockets) {
            try (socket) {
                answers.add(read(socket, within));
            }
        }
        return answers;
    }

    @Test
    @Tag(Soak.ALONE)
    void haveTheTimeOfAHeadForALaterOneToo() throws Exception {
        var answers = readAll(
                List.of(
                        GET + "|G",
                        GET + "G",
                        GET + "GET /small HTTP/1.1\r\nHost: x\r\n",
                        GET + "|GET /small HTTP/1.1\r\n|Host: x\r\n",
                        GET + GET + "GET /small HTTP/1.1",
                        "GET /small HTTP/1.1\r\nHost: x\r\n|\r\nGE",
                        POST + "hello|GET /",
                        POST + "helloGET /",
                        POST + "|helloGE",
                        "GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGE"),
                Duration.ofSeconds(2));

        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("END"));
    }

    @Test
    @Tag(Soak.ALONE)
    void areKeptAfterWholeRequests() throws Exception {
        var answers = readAll(
                List.of(
                        GET,
                        GET + GET,
                        "GET /small HTTP/1.1\r\nHo|st: x\r\n\r\n",
                        GET + "|GET /small HTTP/1.1\r\nHost: x\r\n|\r\n",
                        POST + "hello",
                        POST + "|hello",
                        POST + "hel|lo",
                        POST + "|hello" + POST + "hello",
                        "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"),
                Duration.ofMillis(100));

        assertThat(answers)
                .allMatch(answer -> answer.startsWith("HTTP/1.1 200 ") && answer.matches("(?s).*(small|slow)"));
    }

    /** A body is the business of its own limits. */
    @Test
    @Tag(Soak.ALONE)
    void areKeptWhileABodyArrives() throws Exception {
        try (var socket = send(GET + POST + "he")) {
            read(socket, BEYOND_HEADS);
            socket.getOutputStream().write("llo".getBytes(StandardCharsets.US_ASCII));

            assertThat(read(socket, Duration.ofSeconds(1))).endsWith("small");
        }
    }

    @Test
    void acceptAHundredHeaders() throws Exception {
        var head = "GET /small HTTP/1.1\r\nHost: x\r\n" + "a:\r\n".repeat(99) + "\r\n";
        try (var socket = send(head + head, head)) {
            assertThat(read(socket, Duration.ofMillis(500)).split("HTTP/1.1 200 "))
                    .hasSize(4);
        }
    }

    @Test
    void refuseMoreThanAHundredHeaders() throws Exception {
        var head = "GET /small HTTP/1.1\r\nHost: x\r\n";
        var body = POST.replace("\r\n\r\n", "\r\n" + "a:\r\n".repeat(60) + "\r\n") + "hello";
        for (var parts : List.of(
                List.of(head + "a:\r\n".repeat(100)),
                List.of(
                        "G",
                        "ET /small HTTP/1.1\r\nHo",
                        "st: x\r\na",
                        ":\r\n" + "a:\r\n".repeat(60),
                        "a:\r\n".repeat(39)),
                List.of(GET + body + head + "a:\r\n".repeat(100)),
                List.of(GET, body + head + "a:\r\n".repeat(50), "a:\r\n".repeat(50)))) {
            try (var socket = send(parts.toArray(String[]::new))) {
                assertThat(read(socket, Duration.ofMillis(900)))
                        .contains("HTTP/1.1 431 ", "/problems/headers-too-large", "more than 100 headers")
                        .endsWith("END");
            }
        }
    }

    @Test
    void endAtMoreThanAHundredTrailers() throws Exception {
        var chunked = "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n";
        try (var socket = send(chunked + "a:\r\n".repeat(98) + "\r\n")) {
            assertThat(read(socket, Duration.ofSeconds(1))).endsWith("small");
        }
        try (var socket = send(chunked + "a:\r\n".repeat(60), "a:\r\n".repeat(60))) {
            assertThat(read(socket, Duration.ofMillis(900))).endsWith("END");
        }
    }

    @Test
    void endAfterEightRequestsThatWait() throws Exception {
        var slow = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n";
        var large = GET.replace("\r\n\r\n", "\r\nx: " + "y".repeat(15_000) + "\r\n\r\n");
        try (var many = send(slow + GET.repeat(30), GET.repeat(30));
                var longHeads = send(slow + large.repeat(4), large.repeat(4));
                var few = send(slow + GET.repeat(7))) {
            isLast(read(many, Duration.ofSeconds(3)), 8);
            isLast(read(longHeads, Duration.ofSeconds(3)), 5);
            assertThat(read(few, Duration.ofMillis(500)).split("HTTP/1.1 200 ")).hasSize(9);
        }
    }

    private static void isLast(String answers, int count) {
        assertThat(answers).containsOnlyOnce("connection: close").endsWith("smallEND");
        assertThat(answers.split("HTTP/1.1 200 ")).hasSize(count + 1);
    }

    @Test
    @Tag(Soak.ALONE)
    void endIfAFileIsNotRead() throws Exception {
        Files.write(folder.resolve("large"), new byte[32 << 20]);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
            socket.getOutputStream().write("GET /file HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(UNREAD_FILE_CLOSED).succeedsWithin(Duration.ofSeconds(15));
        }
    }

    @Test
    void answerWith503IfTheFirstPartOfAResponseFindsNoMemory() throws Exception {
        MEMORY.unread().takeNow(others, 300 << 10);
        var chunked = "GET /chunked HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = send(chunked, GET)) {
            assertThat(read(socket, Duration.ofSeconds(2)))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("retry-after: 5", "/problems/busy")
                    .doesNotContain("second", "last")
                    .endsWith("small");
        }
        MEMORY.unread().release(others);

        try (var socket = send(chunked)) {
            assertThat(read(socket, Duration.ofSeconds(2)))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("second", "last");
        }
        assertThat(MEMORY.unread().taken()).isZero();
    }
}
