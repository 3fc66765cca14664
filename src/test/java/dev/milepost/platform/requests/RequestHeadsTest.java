package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that arrive in parts use the memory of their network, and folded headers are refused. */
class RequestHeadsTest {

    private static final HttpConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(HttpConfig.class).build().getConfigMapping(HttpConfig.class);

    private static final String HALF = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(4_000);
    private static final String REST = "\r\n\r\n";

    /** Of a network half, which five of these halves exceed. */
    private final MemoryBudget memory = new MemoryBudget(160_000, 0.5, 1, 64 << 10);

    @Test
    void closesTheConnectionBeyondTheMemoryOfTheNetwork() {
        var connections = Stream.generate(() -> connect("192.0.2.1")).limit(6).toList();

        connections.forEach(connection -> send(connection, HALF));

        assertThat(connections.stream().filter(EmbeddedChannel::isOpen)).hasSizeBetween(4, 5);
        var other = connect("192.0.2.2");
        send(other, HALF);
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void closesTheConnectionWhoseHeadGrowsBeyondTheMemory() {
        var others = Stream.generate(() -> connect("192.0.2.1")).limit(4).toList();
        others.forEach(connection -> send(connection, HALF));
        var growing = connect("192.0.2.1");
        send(growing, "GET / HTTP/1.1\r\nHost: x\r\n");
        assertThat(growing.isOpen()).isTrue();

        for (int part = 0; part < 8 && growing.isOpen(); part++) {
            send(growing, "X-%d: %s\r\n".formatted(part, "a".repeat(2_000)));
        }

        assertThat(growing.isOpen()).isFalse();
    }

    @Test
    void releasesTheMemoryOfAWholeHeadAndOfAClosedConnection() {
        var whole = connect("192.0.2.1");
        var closed = connect("192.0.2.1");
        send(whole, HALF);
        send(closed, HALF);
        assertThat(memory.taken()).isGreaterThan(32_000);

        send(whole, REST);
        closed.close();

        assertThat(memory.taken()).isZero();
        assertThat(whole.isOpen()).isTrue();
    }

    @Test
    void usesNoMemoryForAHeadThatArrivesWhole() {
        var connection = connect("192.0.2.1");

        send(connection, HALF + REST);

        assertThat(memory.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\nX-Folded: a\r\n b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Folded: a\r\n\tb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\nX-Folded: a\n \n\n",
                "GET / HTTP/1.1\r\n Host: x\r\n\r\n"
            })
    void refusesFoldedHeadersHoweverTheyArrive(String head) {
        for (int part : new int[] {1, 7, head.length()}) {
            var connection = connect("192.0.2.1");
            for (int from = 0; from < head.length(); from += part) {
                send(connection, head.substring(from, Math.min(head.length(), from + part)));
            }

            assertThat(isRead(connection)).as("%d bytes at once", part).isFalse();
        }
    }

    @Test
    void acceptsBodiesWithLinesThatBeginWithASpace() {
        var post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\na\n b\n ";
        var connection = connect("192.0.2.1");

        for (var one : (post + post).split("(?<=\n)")) {
            send(connection, one);
        }

        assertThat(isRead(connection)).isTrue();
        assertThat(isRead(connection)).isTrue();
    }

    private EmbeddedChannel connect(String network) {
        var connection = new EmbeddedChannel();
        var heads = new RequestHeads(new ConnectionTimes(connection, CONFIG), memory, network);
        connection.pipeline().addLast(heads.new Received(), new RequestDecoder(), heads.new Parsed());
        return connection;
    }

    private static void send(EmbeddedChannel connection, String part) {
        if (connection.isOpen()) {
            connection.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1));
        }
    }

    /** Whether the next request was parsed. */
    private static boolean isRead(EmbeddedChannel connection) {
        var next = connection.readInbound();
        while (!(next instanceof HttpRequest)) {
            next = Objects.requireNonNull(connection.readInbound());
        }
        return ((HttpRequest) next).decoderResult().isSuccess();
    }
}
