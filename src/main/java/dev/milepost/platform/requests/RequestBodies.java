package dev.milepost.platform.requests;

import dev.milepost.platform.http.Forwarding;
import dev.milepost.platform.requests.HttpConfig.Pace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Reads the bodies of requests to all endpoints before a worker thread is used. The filter runs on the event loop,
 * after authentication. Slow bodies are ended. Application-scoped, because Quarkus creates filters before the
 * configuration is available.
 */
@ApplicationScoped
class RequestBodies {

    /** Runs before all other filters. */
    private static final int FIRST = 0;

    private static final long CHECKED_EVERY_MILLIS = 100;

    /**
     * How many late bodies are ended by one check. Bodies that began together are late together, and writing hundreds of
     * answers at once holds up the event loops for a tenth of a second.
     */
    static final int ENDED_AT_ONCE = 64;

    private static final long STALLED_NANOS = 1_000_000_000;

    private final Forwarding forwarding;
    private final HttpMemory memory;
    private final Pace pace;
    private final Set<IncomingBody> arrivals = ConcurrentHashMap.newKeySet();
    private final Map<Method, ExpectedBody> expected = new ConcurrentHashMap<>();

    RequestBodies(HttpConfig config, HttpMemory memory, Forwarding forwarding, MeterRegistry meters) {
        this.forwarding = forwarding;
        this.memory = memory;
        this.pace = Pace.of(config);
        Gauge.builder("milepost.http.bodies.arriving", arrivals, Set::size).register(meters);
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(CHECKED_EVERY_MILLIS, timer -> check());
    }

    @ServerRequestFilter(nonBlocking = true, priority = FIRST)
    void receive(ResourceInfo resource, RoutingContext routing) {
        var request = routing.request();
        if (!hasBody(request)) {
            return;
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        var body = expected.computeIfAbsent(resource.getResourceMethod(), ExpectedBody::of);
        if (encoding != null
                && !encoding.isBlank()
                && !encoding.strip().equalsIgnoreCase("identity")
                && !body.allows(encoding)) {
            throw RefusedBody.encoded(encoding.length() > 40 ? "of that kind" : encoding);
        }
        if (body.isTaken()) {
            receive(CurrentRequestManager.get(), routing, body);
        }
    }

    private void receive(ResteasyReactiveRequestContext context, RoutingContext routing, ExpectedBody body) {
        var request = routing.request();
        if (announced(request) > body.bytes()) {
            throw RefusedBody.tooLarge(body.bytes());
        }
        var arrival = new IncomingBody(context, request, body, Claimant.of(routing, forwarding), memory, pace);
        arrivals.add(arrival);
        context.registerCompletionCallback(fault -> {
            arrivals.remove(arrival);
            arrival.close();
        });
        context.suspend();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        arrival.begin();
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                        || !request.isEnded() && request.version() == HttpVersion.HTTP_2
                : !length.equals("0");
    }

    /** The declared length of the body in bytes, or -1. Quarkus has rejected values that are not numbers. */
    private static long announced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private void check() {
        var now = System.nanoTime();
        endSome(arrivals, arrival -> arrival.endIfLate(now));
        if (memory.arriving().waiting() > 0) {
            makeRoom(now);
        }
    }

    /** @param endIfLate ends one if it is late, and returns whether it did */
    static <T> void endSome(Iterable<T> all, Predicate<T> endIfLate) {
        int ended = 0;
        for (var one : all) {
            if (endIfLate.test(one) && ++ended == ENDED_AT_ONCE) {
                return;
            }
        }
    }

    /** If other bodies wait for memory, ends the bodies that received nothing for one second. */
    private void makeRoom(long now) {
        var stalled = arrivals.stream()
                .filter(arrival -> arrival.stalled(now, STALLED_NANOS) > 0)
                .sorted(Comparator.comparingLong((IncomingBody arrival) -> arrival.stalled(now, STALLED_NANOS))
                        .reversed())
                .iterator();
        while (stalled.hasNext() && memory.arriving().waiting() > 0) {
            var arrival = stalled.next();
            arrival.fail(
                    RefusedBody.tooSlow(
                            "No bytes arrived for one second while other requests waited for memory. Send the body without pauses."));
            arrival.close();
        }
    }
}
