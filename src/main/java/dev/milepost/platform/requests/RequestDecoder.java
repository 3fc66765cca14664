package dev.milepost.platform.requests;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * The parser of HTTP/1 requests, with a limit on the number of headers. Netty limits the bytes of a head only, and a
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
