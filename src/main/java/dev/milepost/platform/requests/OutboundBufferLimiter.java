package dev.milepost.platform.requests;

import dev.milepost.platform.requests.MemoryBudget.Claim;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/**
 * Counts the bytes of a connection's responses until they are written or the connection ends. A response that does not
 * fit into the memory for unread responses is replaced by 503, and a connection whose response has begun is closed.
 */
final class OutboundBufferLimiter extends ChannelOutboundHandlerAdapter {

    /**
     * The size of the responses, in bytes, that are always sent, such as problems and health. A connection has one
     * response at a time, so the number of connections bounds their sum.
     */
    private static final int TINY = 4 << 10;

    private static final int PAUSE_SECONDS = 5;

    private final MemoryBudget memory;
    private final ConnectionTimes connection;

    OutboundBufferLimiter(MemoryBudget memory, ConnectionTimes connection) {
        this.memory = memory;
        this.connection = connection;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var written = promise.unvoid();
        var bytes = message instanceof HttpContent content ? content.content().readableBytes() : 0;
        if (bytes > TINY) {
            var claim = new Claim(connection.claimant(), () -> {});
            if (!memory.takeNow(claim, bytes)) {
                refuse(context, message, written);
                return;
            }
            written.addListener(done -> memory.release(claim));
        }
        send(context, message, bytes, written);
    }

    private void send(ChannelHandlerContext context, Object message, int bytes, ChannelPromise written) {
        connection.beginWrite(bytes);
        written.addListener(done -> connection.endWrite());
        context.write(message, written);
    }

    private void refuse(ChannelHandlerContext context, Object message, ChannelPromise written) {
        try {
            if (message instanceof FullHttpResponse response) {
                send(context, busy(response), 0, written);
            } else {
                written.tryFailure(new ClosedChannelException());
                connection.end();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static FullHttpResponse busy(FullHttpResponse instead) {
        var busy = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.EMPTY_BUFFER);
        busy.headers().set(HttpHeaderNames.RETRY_AFTER, PAUSE_SECONDS).set(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (instead.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            busy.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return busy;
    }
}
