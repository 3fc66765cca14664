package dev.milepost.platform.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Adds {@link BareRefusals} to each HTTP/1 connection. Vert.x has a handler for unparseable requests, but Quarkus
 * neither sets it nor allows setting it, and rejects malformed addresses before any route or filter.
 */
public final class RefusalTransport implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() instanceof JDKTransport) {
            builder.findTransport(new WatchedTransport());
        }
    }

    private static final class WatchedTransport extends JDKTransport {

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            bootstrap.childHandler(new Watched(bootstrap.config().childHandler()));
        }
    }

    private static final class Watched extends ChannelInitializer<Channel> {

        private final ChannelHandler connection;

        Watched(ChannelHandler connection) {
            this.connection = connection;
        }

        @Override
        protected void initChannel(Channel channel) {
            var pipeline = channel.pipeline();
            pipeline.addLast(connection);
            if (pipeline.get(SslHandler.class) == null) {
                pipeline.addFirst(new FirstBytes());
            } else {
                pipeline.addLast(new FirstBytes());
            }
        }
    }

    /**
     * Forwards the first bytes one at a time. They decide between HTTP/1 and HTTP/2. For HTTP/1 the encoder that {@link
     * BareRefusals} must follow is then in the pipeline, and no request has been parsed yet.
     */
    private static final class FirstBytes extends ChannelInboundHandlerAdapter {

        /** The length of the HTTP/2 connection preface, in bytes. */
        private static final int PREFACE = 24;

        private int passed;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf bytes)) {
                context.fireChannelRead(message);
                return;
            }
            while (!isDecided(context) && bytes.readableBytes() > 1) {
                passed++;
                context.fireChannelRead(bytes.readRetainedSlice(1));
            }
            if (isDecided(context)) {
                context.pipeline().remove(this);
            } else {
                passed += bytes.readableBytes();
            }
            context.fireChannelRead(bytes);
        }

        private boolean isDecided(ChannelHandlerContext context) {
            var pipeline = context.pipeline();
            var encoder = pipeline.context(HttpResponseEncoder.class);
            if (encoder != null && pipeline.get(BareRefusals.class) == null) {
                pipeline.addAfter(encoder.name(), null, new BareRefusals());
            }
            return encoder != null || passed >= PREFACE;
        }
    }
}
