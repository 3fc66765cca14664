package dev.milepost.platform.requests;

import dev.milepost.platform.http.ErrorBodyHandler;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds this package's handlers to each connection, and refuses connections beyond the limit of an address. Vert.x loads
 * this class as a service. Neither Quarkus nor Vert.x limits the time for a request's head or for reading a response,
 * or allows setting Vert.x's handler for unparseable requests.
 */
public final class HttpConnections implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() instanceof JDKTransport transport && !(transport instanceof LimitedTransport)) {
            builder.findTransport(new LimitedTransport(Limits::ofService));
        }
    }

    /** @param readsForwarding whether headers of proxies are read */
    record Limits(HttpConfig config, HttpMemory memory, boolean readsForwarding) {

        private static Limits ofService() {
            var all = ConfigProvider.getConfig();
            return new Limits(
                    all.unwrap(SmallRyeConfig.class).getConfigMapping(HttpConfig.class),
                    CDI.current().select(HttpMemory.class).get(),
                    Forwarding.isOn(all));
        }
    }

    static final class LimitedTransport extends JDKTransport {

        private static final int SMALLEST_READ = 1 << 10;
        private static final int FIRST_READ = 2 << 10;

        /** A head that has partly arrived keeps the buffer that it was read into. */
        private static final int LARGEST_READ = 8 << 10;

        private final Map<String, Integer> open = new ConcurrentHashMap<>();
        private final Supplier<Limits> limits;

        /** @param limits asked for when a server starts, as Vert.x starts before the configuration is read */
        LimitedTransport(Supplier<Limits> limits) {
            this.limits = limits;
        }

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.childHandler(new Connection(bootstrap.config().childHandler(), open, limits.get()));
            bootstrap.childOption(
                    ChannelOption.RCVBUF_ALLOCATOR,
                    new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
        }
    }

    private static final class Connection extends ChannelInitializer<Channel> {

        private final ChannelHandler server;
        private final Map<String, Integer> open;
        private final Limits limits;

        Connection(ChannelHandler server, Map<String, Integer> open, Limits limits) {
            this.server = server;
            this.open = open;
            this.limits = limits;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (channel.remoteAddress() instanceof InetSocketAddress && !enter(channel)) {
                channel.close();
                return;
            }
            var times = new ConnectionTimes(channel, limits.config());
            var protocol = new ProtocolDetection(
                    new RequestHeads(times, limits.memory().heads(), network(channel)),
                    new ErrorBodyHandler(limits.readsForwarding()),
                    new OutboundBufferLimiter(limits.memory(), times));
            var pipeline = channel.pipeline();
            pipeline.addLast(server);
            if (pipeline.get(SslHandler.class) == null) {
                pipeline.addFirst(protocol);
            } else {
                pipeline.addLast(protocol);
            }
            pipeline.addFirst(times);
        }

        /** The network of a client; empty if it has no address. */
        private static String network(Channel channel) {
            return channel.remoteAddress() instanceof InetSocketAddress socket
                    ? Forwarding.network(socket.getAddress())
                    : "";
        }

        /** Counts the connection of a network until it ends. Returns false if there are too many. */
        private boolean enter(Channel channel) {
            var network = network(channel);
            var count = open.merge(network, 1, Integer::sum);
            channel.closeFuture()
                    .addListener(closed -> open.computeIfPresent(network, (key, now) -> now > 1 ? now - 1 : null));
            return count <= limits.config().connectionsPerAddress();
        }
    }
}
