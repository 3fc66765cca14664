package dev.milepost.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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

    /** The most that work reserves whose memory is known before: two such at once. */
    public static final int MOST_OF_KNOWN = ALL / 2;

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
            return hold(MOST_OF_ONE, request, isGone, question, answer -> kept(size.applyAsLong(answer)));
        } finally {
            processors.release(caller);
        }
    }

    /**
     * Runs work whose memory is known before it begins, and keeps it reserved until the request ends. The work may take
     * seconds, so it does not take a turn of the processors.
     *
     * @param bytes the memory of the work and its result; {@link #MOST_OF_KNOWN} for more
     */
    public <T> T hold(long bytes, Supplier<T> work) {
        var request = CurrentRequestManager.get();
        return hold(bytes, request, request.serverResponse()::closed, work);
    }

    <T> T hold(long bytes, ResteasyReactiveCallbackContext request, BooleanSupplier isGone, Supplier<T> work) {
        int reserved = (int) Math.min(MOST_OF_KNOWN, bytes);
        return reserved <= NOTHING_TO_SPEAK_OF ? work.get() : hold(reserved, request, isGone, work, answer -> reserved);
    }

    /**
     * Runs work whose memory is known before it begins, and releases it when the work ends: what is left is small. The
     * work may take seconds.
     *
     * @param bytes the memory of the work; {@link #MOST_OF_KNOWN} for more
     */
    public <T> T during(long bytes, Supplier<T> work) {
        int reserved = (int) Math.min(MOST_OF_KNOWN, bytes);
        if (reserved <= NOTHING_TO_SPEAK_OF) {
            return work.get();
        }
        if (!acquire(reserved)) {
            throw busy("Other large requests use the available memory. Try again.");
        }
        try {
            return work.get();
        } finally {
            free.release(reserved);
        }
    }

    private <T> T hold(
            int reserved,
            ResteasyReactiveCallbackContext request,
            BooleanSupplier isGone,
            Supplier<T> question,
            ToIntFunction<T> kept) {
        if (!acquire(reserved)) {
            throw busy();
        }
        var held = new AtomicInteger(reserved);
        try {
            request.registerCompletionCallback(ended -> keep(held, 0));
            if (isGone.getAsBoolean()) {
                throw busy();
            }
            var answer = question.get();
            keep(held, kept.applyAsInt(answer));
            return answer;
        } catch (Throwable fault) {
            keep(held, 0);
            throw fault;
        }
    }

    private static int kept(long size) {
        long needed = TIMES_ITS_SIZE * size;
        return needed > NOTHING_TO_SPEAK_OF ? (int) Math.min(MOST_OF_ONE, needed) : 0;
    }

    /** Releases what is held beyond some bytes. What was released is not held again. */
    private void keep(AtomicInteger held, int bytes) {
        int before = held.getAndUpdate(now -> Math.min(now, bytes));
        free.release(Math.max(0, before - bytes));
    }

    private boolean acquire(int bytes) {
        try {
            return free.tryAcquire(bytes, WAIT.toNanos(), TimeUnit.NANOSECONDS);
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
        return acquire(MOST_OF_ONE);
    }

    void releaseReserved() {
        free.release(MOST_OF_ONE);
    }

    /** Runs background work that takes as much memory as {@link #MOST_OF_KNOWN}. Returns false if none is free in time. */
    public boolean runReserved(Runnable work) {
        if (!acquire(MOST_OF_KNOWN)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            free.release(MOST_OF_KNOWN);
        }
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
