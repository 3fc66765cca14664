package dev.milepost.platform.requests;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.smallrye.config.SmallRyeConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds {@link ConnectionTimes} to each connection and refuses connections beyond the limit of an address. Netty loads
 * this class as a service, because neither Quarkus nor Vert.x limits the time for a request's head or for reading a
 * response.
 */
public final class HttpConnections extends ChannelInitializerExtension {

    private final HttpConfig config =
            ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(HttpConfig.class);
    private final Map<InetAddress, AtomicInteger> open = new ConcurrentHashMap<>();

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var address = channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        if (address != null && !enter(address)) {
            channel.pipeline().addFirst(new Refusal());
            return;
        }
        if (address != null) {
            channel.closeFuture().addListener(closed -> leave(address));
        }
        channel.pipeline().addFirst(new ConnectionTimes(channel, config));
    }

    private boolean enter(InetAddress address) {
        var count = open.compute(address, (key, before) -> {
            var counted = before == null ? new AtomicInteger() : before;
            counted.incrementAndGet();
            return counted;
        });
        var isWithin = count.get() <= config.connectionsPerAddress();
        if (!isWithin) {
            leave(address);
        }
        return isWithin;
    }

    private void leave(InetAddress address) {
        open.computeIfPresent(address, (key, count) -> count.decrementAndGet() > 0 ? count : null);
    }

    /** Closes the connection once it is registered; it cannot be closed earlier. */
    private static final class Refusal extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.close();
        }
    }
}
