package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.milepost.security.credentials.BoundedHttpFetch.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is believed of an answer, and how long it is waited for. */
@Timeout(20)
class BoundedHttpFetchTest {

    private final BoundedHttpFetch fetch = new BoundedHttpFetch(Duration.ofSeconds(10));
    private final AtomicInteger followed = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/keys", exchange -> answer(exchange, 200, "{\"keys\": []}"));
        server.createContext("/list", exchange -> answer(exchange, 200, "[]"));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/followed");
            answer(exchange, 302, "{}");
        });
        server.createContext("/followed", exchange -> {
            followed.incrementAndGet();
            answer(exchange, 200, "{\"keys\": []}");
        });
        server.createContext("/endless", this::begin);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void readsJsonObject() throws Exception {
        assertThat(fetch.get(at("/keys")).has("keys")).isTrue();
        assertThatThrownBy(() -> fetch.get(at("/list"))).isInstanceOf(Unreachable.class);
    }

    @Test
    void followsNoRedirect() {
        assertThatThrownBy(() -> fetch.get(at("/elsewhere")))
                .isInstanceOf(Unreachable.class)
                .hasMessageEndingWith("returned status 302");
        assertThat(followed).hasValue(0);
    }

    /** The time is for the whole of the answer, not for its first byte. */
    @Test
    void limitsTimeOfResponse() {
        var fetch = new BoundedHttpFetch(Duration.ofMillis(500));

        assertThatThrownBy(() -> fetch.get(at("/endless")))
                .isInstanceOf(Unreachable.class)
                .hasMessageEndingWith("did not respond");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }
}
