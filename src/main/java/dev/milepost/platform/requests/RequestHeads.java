package dev.milepost.platform.requests;

import dev.milepost.platform.requests.MemoryBudget.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Notifies {@link ConnectionTimes} when a part of a request's head has arrived, and when the head is complete. The parts
 * use memory of the client's network, which has many connections; without memory the connection ends. One handler stands
 * before the parser of HTTP/1 and one after it.
 */
final class RequestHeads {

    /** The parsed lines of a head, and the buffers that it was read into, take several times its bytes. */
    private static final int EXPANSION = 4;

    /** What the parser itself takes for a head. */
    private static final int BYTES_OF_HEAD = 1 << 10;

    private final ConnectionTimes connection;
    private final MemoryBudget memory;
    private final Claim claim;

    /** Whether the claim holds memory for the head that is arriving. */
    private boolean hasBegun;

    /** Whether the parser is within a request, after its head. */
    private boolean isInBody;

    private boolean hasEnded;

    /** @param network of the client, as no caller is authenticated before the head is complete */
    RequestHeads(ConnectionTimes connection, MemoryBudget memory, String network) {
        this.connection = connection;
        this.memory = memory;
        this.claim = new Claim(new Claimant(network, true), () -> {});
    }

    private boolean isWithinMemory(int received) {
        long more = (long) EXPANSION * received + (hasBegun ? 0 : BYTES_OF_HEAD);
        hasBegun = true;
        return memory.takeNow(claim, more);
    }

    private void release() {
        hasBegun = false;
        memory.release(claim);
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
            int received = bytes.readableBytes();
            if (received > 1) {
                context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes() - 1));
            }
            hasEnded = false;
            context.fireChannelRead(bytes);
            if (!isInBody && !hasEnded) {
                connection.beginHead();
                if (!isWithinMemory(received)) {
                    context.close();
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            release();
            context.fireChannelInactive();
        }
    }

    /** After the parser. */
    final class Parsed extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                isInBody = true;
                connection.endHead();
                release();
            }
            if (message instanceof LastHttpContent) {
                isInBody = false;
                hasEnded = true;
            }
            context.fireChannelRead(message);
        }
    }
}
