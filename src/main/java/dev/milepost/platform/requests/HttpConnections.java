package dev.milepost.platform.requests;

import dev.milepost.platform.http.BareRefusals;
import dev.milepost.platform.http.Forwarding;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import jakarta.enterprise.inject.spi.CDI;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds this package's handlers to each connection, and refuses connections beyond the limit of an address. Vert.x loads
 * this class as a service. Neither Quarkus nor Vert.x limits the time for a request's head or for reading a response,
 * or allows setting Vert.x's handler for unparseable requests.
 */
public final class HttpConnections implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() instanceof JDKTransport) {
            builder.findTransport(new LimitedTransport());
        }
    }

    private static final class LimitedTransport extends JDKTransport {

        private static final int SMALLEST_READ = 1 << 10;
        private static final int FIRST_READ = 2 << 10;

        /** A head that has partly arrived keeps the buffer that it was read into, and no budget counts it. */
        private static final int LARGEST_READ = 8 << 10;

        private final Map<String, Integer> open = new ConcurrentHashMap<>();

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.childHandler(new Connection(bootstrap.config().childHandler(), open));
            bootstrap.childOption(
                    ChannelOption.RCVBUF_ALLOCATOR,
                    new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
        }
    }

    private static final class Connection extends ChannelInitializer<Channel> {

        private final ChannelHandler server;
        private final Map<String, Integer> open;
        private final HttpConfig config;
        private final boolean readsForwarding;
        private final MemoryBudget unread =
                CDI.current().select(HttpMemory.class).get().unread();

        Connection(ChannelHandler server, Map<String, Integer> open) {
            this.server = server;
            this.open = open;
            var all = ConfigProvider.getConfig();
            this.config = all.unwrap(SmallRyeConfig.class).getConfigMapping(HttpConfig.class);
            this.readsForwarding = Forwarding.isOn(all);
        }

        @Override
        protected void initChannel(Channel channel) {
            if (channel.remoteAddress() instanceof InetSocketAddress socket && !enter(channel, socket)) {
                channel.close();
                return;
            }
            var times = new ConnectionTimes(channel, config);
            var protocol =
                    new ProtocolDetection(new BareRefusals(readsForwarding), new OutboundBufferLimiter(unread, times));
            var pipeline = channel.pipeline();
            pipeline.addLast(server);
            if (pipeline.get(SslHandler.class) == null) {
                pipeline.addFirst(protocol);
            } else {
                pipeline.addLast(protocol);
            }
            pipeline.addFirst(times);
        }

        /** Counts the connection of a network until it ends. Returns false if there are too many. */
        private boolean enter(Channel channel, InetSocketAddress socket) {
            var network = Forwarding.network(socket.getAddress());
            var count = open.merge(network, 1, Integer::sum);
            channel.closeFuture()
                    .addListener(closed -> open.computeIfPresent(network, (key, now) -> now > 1 ? now - 1 : null));
            return count <= config.connectionsPerAddress();
        }
    }
}
