package dev.milepost.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets a caller that accepts only {@code application/problem+json} have any answer. It says in which form it reads errors,
 * and no operation answers anything but errors in it, so each call would be a {@code 406}.
 */
@ApplicationScoped
class ProblemAccept {

    private static final String PROBLEM = "application/problem+json";

    /** Before content negotiation. */
    private static final int PRIORITY = 1_000;

    void register(@Observes Filters filters) {
        filters.register(ProblemAccept::widen, PRIORITY);
    }

    static void widen(RoutingContext context) {
        var headers = context.request().headers();
        var accepted = headers.getAll(HttpHeaders.ACCEPT);
        if (!accepted.isEmpty() && accepted.stream().allMatch(ProblemAccept::isProblemOnly)) {
            headers.set(HttpHeaders.ACCEPT, String.join(", ", accepted) + ", */*;q=0.1");
        }
        context.next();
    }

    private static boolean isProblemOnly(String value) {
        for (var range : value.split(",", -1)) {
            var end = range.indexOf(';');
            if (!(end < 0 ? range : range.substring(0, end)).strip().equalsIgnoreCase(PROBLEM)) {
                return false;
            }
        }
        return true;
    }
}
