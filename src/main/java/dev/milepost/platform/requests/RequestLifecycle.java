package dev.milepost.platform.requests;

import dev.milepost.platform.http.Forwarding;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Notifies {@link ConnectionTimes} when requests begin and end, holds back a request until the responses before it are
 * written, and closes connections whose body continues after the response.
 */
class RequestLifecycle {

    private static final int FIRST = 10_000;

    /**
     * How long the rest of a body is read and discarded, for clients that read the response only after sending the
     * body.
     */
    private static final long LEFT_MILLIS = 2_000;

    void register(@Observes Filters filters, Forwarding forwarding) {
        filters.register(context -> follow(context, forwarding), FIRST);
    }

    private static void follow(RoutingContext context, Forwarding forwarding) {
        var times = ConnectionTimes.of(context.request().connection());
        if (times == null) {
            context.next();
            return;
        }
        times.beginRequest();
        context.addEndHandler(end -> {
            times.endRequest();
            if (!context.request().isEnded()) {
                readAway(context, times);
            }
        });
        // The caller is authenticated in between.
        context.addHeadersEndHandler(
                headers -> times.answerTo(Claimant.of(context, forwarding), isOperational(context.normalizedPath())));
        var current = ContextInternal.current();
        times.whenWritten(() -> current.dispatch(begin -> context.next()));
    }

    /** Whether a path is that of metrics or health. */
    static boolean isOperational(@Nullable String path) {
        return path != null && (path.equals("/q/metrics") || path.equals("/q/health") || path.startsWith("/q/health/"));
    }

    private static void readAway(RoutingContext context, ConnectionTimes times) {
        var request = context.request();
        request.resume();
        context.vertx().setTimer(LEFT_MILLIS, timer -> {
            if (!request.isEnded()) {
                end(request, times);
            }
        });
    }

    private static void end(HttpServerRequest request, ConnectionTimes times) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            times.end();
        }
    }
}
