package dev.milepost.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jboss.resteasy.reactive.common.core.ResteasyReactiveCallbackContext;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds the heap memory of large responses, from before the query runs until the response is handed to the connection.
 * Each response is bounded by itself; this bounds the sum, however many requests run. The bytes that clients have not
 * read are outside of the heap and bounded by {@code OutboundBufferLimiter}.
 */
@ApplicationScoped
public class ResponseMemoryBudget {

    static final int ALL = 64 << 20;

    /** The memory for one response of 2 MiB: rows, the objects made of them, and the body. */
    private static final int MOST_OF_ONE = 8 << 20;

    private static final int TIMES_ITS_SIZE = 4;
    private static final int NOTHING_TO_SPEAK_OF = 64 << 10;
    static final Duration WAIT = Duration.ofSeconds(5);

    private final Semaphore free = new Semaphore(ALL, true);

    /**
     * A large result takes tens of milliseconds of a processor. Half of the processors stay free for small requests. More
     * queries at once would not end earlier.
     */
    private final FairPermits processors =
            new FairPermits(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /**
     * Runs a query and keeps memory reserved for its result until the request ends.
     *
     * @param size returns the size of the result, in bytes
     */
    public <T> T hold(Supplier<T> question, ToLongFunction<T> size) {
        var request = CurrentRequestManager.get();
        var caller = request.getSecurityContext().getUserPrincipal();
        return hold(caller == null ? "" : caller.getName(), request, request.serverResponse()::closed, question, size);
    }

    /**
     * The memory is in use until the request ends, also if the client leaves before. The end of the request is not that
     * of the response: a client that leaves during the query ends the response while no handler waits for it, and a
     * handler that is added later is never called.
     *
     * @param caller whose requests have their turns together
     * @param isGone whether the client has left
     */
    <T> T hold(
            String caller,
            ResteasyReactiveCallbackContext request,
            BooleanSupplier isGone,
            Supplier<T> question,
            ToLongFunction<T> size) {
        if (!processors.acquire(caller, WAIT)) {
            throw busy();
        }
        try {
            return hold(request, isGone, question, size);
        } finally {
            processors.release(caller);
        }
    }

    private <T> T hold(
            ResteasyReactiveCallbackContext request,
            BooleanSupplier isGone,
            Supplier<T> question,
            ToLongFunction<T> size) {
        if (!acquire()) {
            throw busy();
        }
        var held = new AtomicInteger(MOST_OF_ONE);
        try {
            request.registerCompletionCallback(ended -> keep(held, 0));
            if (isGone.getAsBoolean()) {
                throw busy();
            }
            var answer = question.get();
            long needed = TIMES_ITS_SIZE * size.applyAsLong(answer);
            keep(held, needed > NOTHING_TO_SPEAK_OF ? (int) Math.min(MOST_OF_ONE, needed) : 0);
            return answer;
        } catch (Throwable fault) {
            keep(held, 0);
            throw fault;
        }
    }

    /** Releases what is held beyond some bytes. What was released is not held again. */
    private void keep(AtomicInteger held, int bytes) {
        int before = held.getAndUpdate(now -> Math.min(now, bytes));
        free.release(Math.max(0, before - bytes));
    }

    private boolean acquire() {
        try {
            return free.tryAcquire(MOST_OF_ONE, WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int free() {
        return free.availablePermits();
    }

    /** Reserves the memory of one large response for something else. Returns false if none is free in time. */
    boolean reserve() {
        return acquire();
    }

    void releaseReserved() {
        free.release(MOST_OF_ONE);
    }

    FairPermits processors() {
        return processors;
    }

    private static ProblemException busy() {
        return busy("Other large responses use the available memory. Try again, or request a smaller page.");
    }

    /** Others use the memory or the processors. */
    static ProblemException busy(String detail) {
        return ProblemException.of(ProblemType.BUSY, detail).retryAfter(Duration.ofSeconds(1));
    }
}
