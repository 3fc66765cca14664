package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.BareRefusals;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses that clients do not read, in a budget of 1 MiB for all connections. */
class OutboundBufferLimiterTest {

    private static final int BYTES = 1 << 20;

    private final MemoryBudget memory = new MemoryBudget(BYTES, 0.5, 0.5, HttpMemory.SMALL);
    private final List<Client> clients = new ArrayList<>();

    /** A connection whose client reads only when a test says so. */
    private final class Client extends ChannelOutboundHandlerAdapter {

        private record Write(Object message, ChannelPromise promise) {}

        private final Queue<Write> unread = new ArrayDeque<>();
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final ConnectionTimes times;

        Client(Claimant claimant) {
            var config = new SmallRyeConfigBuilder()
                    .withMapping(HttpConfig.class)
                    .build()
                    .getConfigMapping(HttpConfig.class);
            times = new ConnectionTimes(channel, config);
            times.answerTo(claimant);
            channel.pipeline().addLast(times, this, new BareRefusals(false), new OutboundBufferLimiter(memory, times));
            clients.add(this);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            unread.add(new Write(message, promise));
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            unread.forEach(write -> write.promise().tryFailure(new IllegalStateException("closed")));
            context.close(promise);
        }

        /** Asks and is answered; the answer that is under way. */
        FullHttpResponse ask(int bytes) {
            channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/q/openapi"));
            answer(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(new byte[bytes])));
            return (FullHttpResponse) unread.element().message();
        }

        ChannelFuture answer(Object message) {
            return channel.writeAndFlush(message);
        }

        void read() {
            unread.remove().promise().setSuccess();
            channel.runPendingTasks();
        }
    }

    @AfterEach
    void close() {
        clients.forEach(client -> client.channel.close());
        assertThat(memory.taken()).isZero();
    }

    private Client anonymous(int address) {
        return new Client(new Claimant("192.0.2." + address, true));
    }

    @Test
    void areBoundedOverAllConnections() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 200; i++) {
            statuses.add(anonymous(i).ask(100 << 10).status().code());
        }

        assertThat(memory.taken()).isEqualTo(3 * (100 << 10)).isLessThan(BYTES / 2);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(statuses).filteredOn(status -> status == 503).hasSize(197);
    }

    @Test
    void leaveTheirPartToAuthenticatedCallers() {
        for (int i = 0; i < 200; i++) {
            anonymous(i).ask(100 << 10);
        }

        assertThat(new Client(new Claimant("ci", false)).ask(300 << 10).status())
                .isEqualTo(HttpResponseStatus.OK);
    }

    @Test
    void areCountedUntilTheyAreRead() {
        var first = anonymous(1);
        first.ask(300 << 10);
        assertThat(anonymous(2).ask(300 << 10).status().code()).isEqualTo(503);

        first.read();

        assertThat(memory.taken()).isZero();
        assertThat(anonymous(3).ask(300 << 10).status().code()).isEqualTo(200);
    }

    @Test
    void areCountedUntilTheConnectionEnds() {
        var first = anonymous(1);
        first.ask(300 << 10);

        first.channel.close();

        assertThat(memory.taken()).isZero();
    }

    @Test
    void areRefusedByAProblemThatSaysWhenToAskAgain() {
        anonymous(1).ask(300 << 10);

        var refusal = anonymous(2).ask(300 << 10);

        assertThat(refusal.headers().get("Retry-After")).isEqualTo("5");
        assertThat(refusal.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refusal.content().toString(StandardCharsets.UTF_8))
                .contains("/problems/busy", "Send the request again later");
    }

    @Test
    void areSentHoweverFullItIsWhereTheyAreTiny() {
        for (int i = 0; i < 200; i++) {
            anonymous(i).ask(60 << 10);
        }

        assertThat(anonymous(201).ask(500).status().code()).isEqualTo(200);
    }

    @Test
    void areBrokenOffWhereTheyHaveBegun() {
        anonymous(1).ask(300 << 10);
        var streaming = anonymous(2);

        var written = streaming.answer(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[300 << 10])));

        assertThat(written.isSuccess()).isFalse();
        assertThat(streaming.channel.isOpen()).isFalse();
    }

    /** So a client that sends many requests at once has one unread response. */
    @Test
    void holdBackTheNextRequestOfTheirConnection() {
        var client = anonymous(1);
        var begun = new ArrayList<String>();
        client.times.whenWritten(() -> begun.add("first"));
        client.ask(100 << 10);
        client.times.whenWritten(() -> begun.add("second"));
        assertThat(begun).containsExactly("first");

        client.read();

        assertThat(begun).containsExactly("first", "second");
    }
}
