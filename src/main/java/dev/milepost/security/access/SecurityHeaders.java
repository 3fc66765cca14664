package dev.milepost.security.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * Adds security headers to all responses. Responses are data that browsers must not frame or run; the only page is
 * Swagger UI.
 */
class SecurityHeaders {

    private static final int FILTER_PRIORITY = 1_000;
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI's page has inline scripts and styles. */
    private static final String PAGE_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FILTER_PRIORITY);
    }

    private static void add(RoutingContext context) {
        var request = context.request();
        var headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", isPage(request) ? PAGE_POLICY : DATA_POLICY);
        // Browsers ignore the header over plain HTTP. Behind a trusted proxy the scheme is that of its Forwarded
        // header.
        if ("https".equals(request.scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }

    private static boolean isPage(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith("/q/swagger-ui");
    }
}
