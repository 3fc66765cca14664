package dev.milepost.platform.requests;

import dev.milepost.platform.http.ErrorBodyHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;

/**
 * Forwards the first bytes of a connection one at a time. They decide between HTTP/1 and HTTP/2. For HTTP/1 the parser
 * and the encoder that {@link RequestHeads}, {@link ErrorBodyHandler} and {@link OutboundBufferLimiter} must be next to are
 * then in the pipeline, and no request has been parsed yet. {@link RequestDecoder} takes the place of the parser of
 * Vert.x, which passes on the bytes that it has.
 */
final class ProtocolDetection extends ChannelInboundHandlerAdapter {

    /** The length of the HTTP/2 connection preface, in bytes. */
    private static final int PREFACE = 24;

    private final RequestHeads heads;
    private final ErrorBodyHandler refusals;
    private final OutboundBufferLimiter responses;
    private int passed;

    ProtocolDetection(RequestHeads heads, ErrorBodyHandler refusals, OutboundBufferLimiter responses) {
        this.heads = heads;
        this.refusals = refusals;
        this.responses = responses;
    }

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
        if (encoder != null && pipeline.get(OutboundBufferLimiter.class) == null) {
            pipeline.addAfter(encoder.name(), null, responses);
            pipeline.addAfter(encoder.name(), null, refusals);
            var parser = pipeline.context(HttpRequestDecoder.class);
            pipeline.replace(parser.handler(), parser.name(), new RequestDecoder());
            pipeline.addBefore(parser.name(), null, heads.new Received());
            pipeline.addAfter(parser.name(), null, heads.new Parsed());
        }
        return encoder != null || passed >= PREFACE;
    }
}
