package dev.milepost.security.access;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.Forwarding;
import dev.milepost.platform.logs.BoundedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Counts denied calls by reason and logs who called what and why it was denied, never a token or a body. */
@ApplicationScoped
class DeniedCalls {

    private static final Logger LOG = Logger.getLogger(DeniedCalls.class);
    private static final int LOGGED_PER_MINUTE = 30;
    private static final int FIRST = 1_100;

    /**
     * The logged number of path segments. Longer paths and segments with other characters can contain a misplaced
     * secret.
     */
    private static final int SEGMENTS = 3;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]{0,32}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9:/._@*-]");
    private static final int NAME = 100;

    private enum Reason {
        NO_TOKEN,
        INVALID_TOKEN,
        INVALID_SIGNATURE,
        NOT_ALLOWED,
        TOO_MANY_REQUESTS;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Forwarding forwarding;
    private final MeterRegistry meters;
    private final BoundedLog log = new BoundedLog(LOG::warn, LOGGED_PER_MINUTE, System::nanoTime);

    DeniedCalls(Forwarding forwarding, MeterRegistry meters) {
        this.forwarding = forwarding;
        this.meters = meters;
        // Registered at startup, so that a rate has a value before the first denied call.
        Arrays.stream(Reason.values()).forEach(this::counter);
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(sent -> inspect(context));
                    context.next();
                },
                FIRST);
    }

    private void inspect(RoutingContext context) {
        switch (context.response().getStatusCode()) {
            case 401 -> note(context, unauthenticated(context));
            case 403 -> note(context, Reason.NOT_ALLOWED);
            case 429 -> note(context, Reason.TOO_MANY_REQUESTS);
            default -> {
                // Not a denied call.
            }
        }
    }

    /**
     * Webhook responses have no challenge. In other responses, {@code error=} in the challenge means an invalid token
     * (RFC 6750).
     */
    private static Reason unauthenticated(RoutingContext context) {
        var challenge = context.response().headers().get("WWW-Authenticate");
        if (challenge == null) {
            return Reason.INVALID_SIGNATURE;
        }
        return challenge.contains("error=") ? Reason.INVALID_TOKEN : Reason.NO_TOKEN;
    }

    private void note(RoutingContext context, Reason reason) {
        counter(reason).increment();
        log.warn(() -> "%s %s by %s from %s was denied: %d %s"
                .formatted(
                        method(context),
                        path(context),
                        caller(context),
                        safe(forwarding.clientAddress(context.request())),
                        context.response().getStatusCode(),
                        reason.text()));
    }

    private Counter counter(Reason reason) {
        return meters.counter("milepost.access.denied", "reason", reason.text());
    }

    private static String method(RoutingContext context) {
        var method = context.request().method().name();
        return METHOD.matcher(method).matches() ? method : "OTHER";
    }

    private static String path(RoutingContext context) {
        var path = context.request().path();
        return path == null
                ? "/"
                : Arrays.stream(path.split("/", SEGMENTS + 2))
                        .limit(SEGMENTS + 1L)
                        .map(segment -> SEGMENT.matcher(segment).matches() ? segment : "*")
                        .collect(Collectors.joining("/"));
    }

    private static String caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? safe(user.getSecurityIdentity().getPrincipal().getName())
                : "an unknown caller";
    }

    /** Sanitizes external input to a single word of a log line. */
    private static String safe(String text) {
        return UNSAFE.matcher(text.substring(0, Math.min(NAME, text.length()))).replaceAll("*");
    }
}
