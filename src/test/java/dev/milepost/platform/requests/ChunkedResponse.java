package dev.milepost.platform.requests;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.reflect.Proxy;

/** The parts of a response whose length is not known. */
final class ChunkedResponse {

    private ChunkedResponse() {}

    /** The head and the first part of a response whose length is not known, in one message as Vert.x writes it. */
    static Object beginning(HttpContent part) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Transfer-Encoding", "chunked");
        return Proxy.newProxyInstance(
                ChunkedResponse.class.getClassLoader(),
                new Class<?>[] {HttpResponse.class, HttpContent.class},
                (proxy, method, arguments) -> {
                    var result = method.invoke(method.getDeclaringClass().isInstance(part) ? part : head, arguments);
                    return result == part ? proxy : result;
                });
    }

    static HttpContent part(int bytes) {
        return new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes]));
    }
}
