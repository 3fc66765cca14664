package dev.milepost.platform.requests;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The parser of HTTP/1 requests, with a limit on the number of headers. A head with folded lines is refused (RFC 9112,
 * section 5.2), since these are not counted. Netty limits the bytes of a head only, and a
 * header of two bytes takes about a hundred bytes of heap. The limits of Quarkus for request lines and headers have no
 * effect.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

    /** The headers of a request together with its trailers. */
    private static final int MOST_HEADERS = 100;

    /** RFC 9110, section 4.1, recommends at least 8,000 octets. */
    private static final int LONGEST_REQUEST_LINE = 8 << 10;

    /** Of the headers together. */
    private static final int MOST_BYTES = 20 << 10;

    private int headers;
    private boolean isInHead = true;
    private boolean hasLineEnded;
    private boolean isFolded;

    RequestDecoder() {
        super(new HttpServerOptions()
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(MOST_BYTES));
    }

    @Override
    protected HttpMessage createMessage(String[] requestLine) {
        headers = 0;
        return super.createMessage(requestLine);
    }

    /** Netty returns after each head, so what it reads in a head has no bytes of a body. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        var isHead = isInHead;
        int from = bytes.readerIndex();
        int before = out.size();
        super.decode(context, bytes, out);
        if (isHead) {
            findFoldedLines(bytes, from);
        }
        for (var part : out.subList(before, out.size())) {
            if (part instanceof HttpRequest request) {
                endHead(request);
            }
            if (part instanceof LastHttpContent) {
                isInHead = true;
            }
        }
    }

    private void findFoldedLines(ByteBuf bytes, int from) {
        for (int i = from; i < bytes.readerIndex(); i++) {
            byte one = bytes.getByte(i);
            isFolded |= hasLineEnded && (one == ' ' || one == '\t');
            hasLineEnded = one == '\n';
        }
    }

    private void endHead(HttpRequest request) {
        if (isFolded) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("A header is folded.")));
        }
        isInHead = false;
        hasLineEnded = false;
        isFolded = false;
    }

    /** Netty calls this once for each header and trailer, before it is kept. */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        headers++;
        if (headers > MOST_HEADERS) {
            throw new TooLongHttpHeaderException("The request has more than %d headers.".formatted(MOST_HEADERS));
        }
        return super.splitHeaderName(line, start, length);
    }
}
