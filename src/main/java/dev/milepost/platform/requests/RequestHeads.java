package dev.milepost.platform.requests;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Notifies {@link ConnectionTimes} when a part of a request's head has arrived, and when the head is complete. One
 * handler stands before the parser of HTTP/1 and one after it.
 */
final class RequestHeads {

    private final ConnectionTimes connection;

    /** Whether the parser is within a request, after its head. */
    private boolean isInBody;

    private boolean hasEnded;

    RequestHeads(ConnectionTimes connection) {
        this.connection = connection;
    }

    /**
     * Before the parser. It forwards the last byte of a read by itself: if this byte does not end a request and is not
     * in a body, it belongs to a head that is not complete. The parser does not show what it has not parsed.
     */
    final class Received extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
                context.fireChannelRead(message);
                return;
            }
            if (bytes.readableBytes() > 1) {
                context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes() - 1));
            }
            hasEnded = false;
            context.fireChannelRead(bytes);
            if (!isInBody && !hasEnded) {
                connection.beginHead();
            }
        }
    }

    /** After the parser. */
    final class Parsed extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                isInBody = true;
                connection.endHead();
            }
            if (message instanceof LastHttpContent) {
                isInBody = false;
                hasEnded = true;
            }
            context.fireChannelRead(message);
        }
    }
}
