package dev.milepost.platform.requests;

import dev.milepost.platform.requests.MemoryBudget.Claim;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of a connection's responses until they are written or the connection ends. A response that does not
 * fit into the memory for unread responses is replaced by 503, also a chunked one whose head is not sent. A connection
 * whose response has begun is closed.
 */
final class OutboundBufferLimiter extends ChannelOutboundHandlerAdapter {

    /**
     * The size of the responses, in bytes, that are always sent, such as problems and health. A connection has one
     * response at a time, so the number of connections bounds their sum.
     */
    private static final int TINY = 4 << 10;

    private static final int PAUSE_SECONDS = 5;

    private final HttpMemory memory;
    private final ConnectionTimes connection;

    /** Whether the rest of a response is dropped, because 503 was sent instead. */
    private boolean isReplaced;

    OutboundBufferLimiter(HttpMemory memory, ConnectionTimes connection) {
        this.memory = memory;
        this.connection = connection;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var written = promise.unvoid();
        if (isReplaced && message instanceof HttpContent) {
            isReplaced = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
            // Not a failure, which would be logged for each refused response.
            written.trySuccess();
            return;
        }
        var bytes = message instanceof HttpContent content ? content.content().readableBytes() : 0;
        if (bytes > TINY) {
            var claim = new Claim(connection.claimant(), () -> {});
            var budget = takeNow(claim, bytes);
            if (budget == null) {
                refuse(context, message, written);
                return;
            }
            written.addListener(done -> budget.release(claim));
        }
        send(context, message, bytes, written);
    }

    /** The budget that granted the bytes; null if there is no memory. */
    private @Nullable MemoryBudget takeNow(Claim claim, int bytes) {
        if (memory.unread().takeNow(claim, bytes)) {
            return memory.unread();
        }
        return connection.isOperational() && memory.operational().takeNow(claim, bytes) ? memory.operational() : null;
    }

    private void send(ChannelHandlerContext context, Object message, int bytes, ChannelPromise written) {
        if (message instanceof FileRegion file) {
            // Static resources, such as those of Swagger UI. They are sent from the file and need no memory, but the
            // client has to read them in time.
            connection.beginWrite(file);
        } else {
            connection.beginWrite(bytes);
        }
        written.addListener(done -> connection.endWrite());
        context.write(message, written);
    }

    private void refuse(ChannelHandlerContext context, Object message, ChannelPromise written) {
        try {
            if (message instanceof HttpResponse response) {
                isReplaced = !(message instanceof LastHttpContent);
                send(context, busy(response), 0, written);
            } else {
                written.tryFailure(new ClosedChannelException());
                connection.end();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static FullHttpResponse busy(HttpResponse instead) {
        var busy = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, Unpooled.EMPTY_BUFFER);
        busy.headers().set(HttpHeaderNames.RETRY_AFTER, PAUSE_SECONDS).set(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (instead.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            busy.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return busy;
    }
}
