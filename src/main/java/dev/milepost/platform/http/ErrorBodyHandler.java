package dev.milepost.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Adds a problem body to error responses without a body, which the HTTP layer sends when no route is reached. Refuses a
 * {@link RefusedHead}. Also adds a Host header to HTTP/1.0 requests: HTTP/1.0 does not require it, but routing does.
 */
public final class ErrorBodyHandler extends ChannelDuplexHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The requests of this connection that have no response yet. */
    private final Queue<Asked> asked = new ArrayDeque<>();

    private final boolean readsForwarding;
    private boolean isRefused;

    /** The bytes of the heads in {@link #asked}. */
    private int askedBytes;

    /** Whether more requests wait than may. The connection ends with the answer to the last one that was accepted. */
    private boolean isFull;

    private boolean isLastAnswer;

    /**
     * @param address as problems repeat it
     * @param isRead whether the request could be parsed as HTTP
     * @param bytes the size of the head
     * @param refusal null if the head is not refused
     */
    private record Asked(
            HttpMethod method,
            String address,
            boolean isRead,
            int bytes,
            @Nullable RefusedHead refusal) {}

    /**
     * The requests of a connection that may wait for the answers to earlier ones, and the bytes of their heads. One
     * head always fits. Vert.x keeps any number of requests; clients that pipeline send a few.
     */
    private static final int MOST_PIPELINED = 8;

    private static final int MOST_PIPELINED_BYTES = 64 << 10;

    /** @param readsForwarding whether headers of proxies are read */
    public ErrorBodyHandler(boolean readsForwarding) {
        this.readsForwarding = readsForwarding;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            // Where the refused request ends is not known.
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            if (asked.size() == MOST_PIPELINED || askedBytes + bytes(request) > MOST_PIPELINED_BYTES) {
                isFull = true;
                isRefused = true;
                ReferenceCountUtil.release(message);
                return;
            }
            receive(request);
        }
        context.fireChannelRead(message);
    }

    private void receive(HttpRequest request) {
        var isRead = request.decoderResult().isSuccess();
        var refusal = isRead ? RefusedHead.of(request, readsForwarding).orElse(null) : null;
        asked.add(new Asked(request.method(), Problem.cut(request.uri()), isRead, bytes(request), refusal));
        askedBytes += bytes(request);
        isRefused = !isRead || refusal != null;
        if (refusal != null) {
            // The server answers it as it does a request that cannot be parsed, and closes the connection.
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(refusal.detail())));
        } else if (isRead
                && request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                && !request.headers().contains(HttpHeaderNames.HOST)) {
            request.headers().set(HttpHeaderNames.HOST, "localhost");
        }
    }

    private static int bytes(HttpRequest request) {
        return request.decoderResult() instanceof HttpMessageDecoderResult result ? result.totalSize() : 0;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var sent = message;
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            sent = answer(response, next());
            if (isLastAnswer) {
                ((HttpResponse) sent).headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        context.write(
                sent,
                isLastAnswer && sent instanceof LastHttpContent
                        ? promise.unvoid().addListener(ChannelFutureListener.CLOSE)
                        : promise);
    }

    /** The request that the next response belongs to. */
    private @Nullable Asked next() {
        var next = asked.poll();
        if (next != null) {
            askedBytes -= next.bytes();
        }
        isLastAnswer = isFull && asked.isEmpty();
        return next;
    }

    private static HttpResponse answer(HttpResponse response, @Nullable Asked asked) {
        return asked != null
                        && response.status().code() >= 400
                        && response instanceof FullHttpResponse full
                        && !full.content().isReadable()
                        && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)
                        && !asked.method().equals(HttpMethod.HEAD)
                ? withProblem(full, asked)
                : response;
    }

    private static HttpResponse withProblem(FullHttpResponse bare, Asked asked) {
        var status = asked.refusal() == null
                ? bare.status()
                : HttpResponseStatus.valueOf(asked.refusal().status());
        var body = json(problem(status.code(), asked));
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(bare.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set("X-Content-Type-Options", "nosniff");
        if (!asked.isRead() || asked.refusal() != null) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        bare.release();
        return answer;
    }

    /** A request that could not be parsed has no method and address to report. */
    private static Problem problem(int status, Asked asked) {
        var request = asked.isRead()
                ? new Problem.Request(asked.method().name(), asked.address())
                : new Problem.Request("", "");
        return Problem.of(ProblemException.of(ProblemType.ofRefusal(status), detail(status, asked)), request);
    }

    private static String detail(int status, Asked asked) {
        if (asked.refusal() != null) {
            return asked.refusal().detail();
        }
        return switch (status) {
            case 400 ->
                asked.isRead()
                        ? "The URL is not valid (RFC 3986). Write characters such as a space, %, {, [, | and \\"
                                + " as % and two hexadecimal digits."
                        : "The request is not valid HTTP/1.1: the request line, a header or the length of the body cannot be parsed.";
            case 404 -> "There is no endpoint at " + asked.address();
            case 413 -> "The body is larger than the limit of every endpoint. GET /q/openapi describes the limits.";
            case 414 -> "The request line is longer than 8192 bytes. Shorten the query, or split the request.";
            case 431 ->
                "There are more than 100 headers, or they are longer than 20480 bytes together."
                        + " Send fewer or shorter headers.";
            case 503 -> "Too many responses wait for clients to read them. Send the request again later.";
            default -> "The request was refused.";
        };
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The problem could not be written as JSON", e);
        }
    }
}
