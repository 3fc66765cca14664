package dev.milepost.platform.requests;

import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.requests.HttpConfig.Pace;
import dev.milepost.platform.requests.MemoryBudget.Claim;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request while it is received. It is read on the event loop and uses no worker thread. The request
 * continues when the body is complete and there is memory to process it.
 */
final class IncomingBody {

    private static final double NANOS = 1e9;

    private final ResteasyReactiveRequestContext chain;
    private final HttpServerRequest request;
    private final ExpectedBody expected;
    private final @Nullable JsonHeapUse values;
    private final HttpMemory memory;
    private final Pace pace;
    private final Claim arriving;
    private final Claim working;

    private @Nullable Buffer bytes = Buffer.buffer();
    private State state = State.ARRIVING;
    private boolean isWhole;
    private long uncharged;
    private long received;
    private long waitingSince;

    /** These timestamps, in nanoseconds, are moved forward by the time spent waiting for memory. */
    private long startedAt;

    private long receivedAt;
    private long windowAt;
    private long windowReceived;

    private enum State {
        ARRIVING,
        /** Waits for memory for the received bytes. */
        WAITING,
        /** Waits for memory to process the body. */
        QUEUED,
        DONE
    }

    /** @param claimant the sender, whose share of the memory is limited */
    IncomingBody(
            ResteasyReactiveRequestContext chain,
            HttpServerRequest request,
            ExpectedBody expected,
            Claimant claimant,
            HttpMemory memory,
            Pace pace) {
        this.chain = chain;
        this.request = request;
        this.expected = expected;
        this.values = expected.values(request.getHeader(HttpHeaders.CONTENT_TYPE));
        this.memory = memory;
        this.pace = pace;
        this.arriving = new Claim(claimant, this::admit);
        this.working = new Claim(claimant, this::handOver);
        this.startedAt = System.nanoTime();
        this.receivedAt = startedAt;
        this.windowAt = startedAt;
    }

    void begin() {
        request.handler(this::receive);
        request.endHandler(end -> complete());
        request.exceptionHandler(fault -> fail(RefusedBody.broken(fault)));
        request.resume();
    }

    private synchronized void receive(Buffer chunk) {
        if (state == State.DONE || bytes == null) {
            return;
        }
        var now = System.nanoTime();
        received += chunk.length();
        receivedAt = now;
        if (received > expected.bytes()) {
            fail(RefusedBody.tooLarge(expected.bytes()));
            return;
        }
        bytes.appendBuffer(chunk);
        if (values != null) {
            values.add(chunk.getBytes());
        }
        uncharged += chunk.length();
        if (state == State.ARRIVING) {
            charge(now);
        }
    }

    private void charge(long now) {
        var more = uncharged;
        uncharged = 0;
        if (!memory.arriving().take(arriving, more)) {
            state = State.WAITING;
            waitingSince = now;
            request.pause();
        }
    }

    /** Continues after memory for the received bytes was granted. */
    private synchronized void admit() {
        if (state != State.WAITING) {
            return;
        }
        var now = System.nanoTime();
        var waited = now - waitingSince;
        startedAt += waited;
        receivedAt += waited;
        windowAt += waited;
        state = State.ARRIVING;
        if (uncharged > 0) {
            charge(now);
        }
        if (state == State.ARRIVING) {
            if (isWhole) {
                queue();
            } else {
                request.resume();
            }
        }
    }

    private synchronized void complete() {
        isWhole = true;
        if (state == State.ARRIVING) {
            queue();
        }
    }

    private void queue() {
        state = State.QUEUED;
        waitingSince = System.nanoTime();
        var most = memory.working().most(working.claimant());
        var needed = expected.needed(received, most, values);
        BodyMemory.keep(chain, needed);
        if (needed > most) {
            fail(RefusedBody.tooManyValues());
        } else if (memory.working().take(working, needed)) {
            handOver();
        }
    }

    private synchronized void handOver() {
        if (state != State.QUEUED) {
            return;
        }
        state = State.DONE;
        var body = Objects.requireNonNull(bytes).getBytes();
        bytes = null;
        chain.setInputStream(new ByteArrayInputStream(body));
        chain.resume();
    }

    /** Ends the request with a problem. The rest of the body is not read. Returns false if it had ended before. */
    synchronized boolean fail(ProblemException fault) {
        if (state == State.DONE) {
            return false;
        }
        state = State.DONE;
        bytes = null;
        request.pause();
        chain.resume(fault);
        return true;
    }

    /** Releases the memory. Called when the request has ended. */
    void close() {
        synchronized (this) {
            state = State.DONE;
            bytes = null;
        }
        // Outside of the lock, as releasing memory calls other arrivals.
        memory.arriving().release(arriving);
        memory.working().release(working);
    }

    /** Ends the request if the body arrives too slowly or has waited too long for memory. Returns whether it did. */
    synchronized boolean endIfLate(long now) {
        return switch (state) {
            case ARRIVING -> endIfSlow(now);
            case WAITING, QUEUED -> now - waitingSince > pace.roomTimeout().toNanos() && fail(RefusedBody.noRoom());
            case DONE -> false;
        };
    }

    private boolean endIfSlow(long now) {
        if (now - startedAt > pace.timeFor(received)) {
            return fail(RefusedBody.tooSlow("Only %,d bytes of the body arrived in %d s. Send it faster or in parts."
                    .formatted(received, (long) ((now - startedAt) / NANOS))));
        }
        if (now - windowAt < pace.grace().toNanos()) {
            return false;
        }
        var isSlow = (received - windowReceived) / ((now - windowAt) / NANOS) < pace.slowestRate();
        windowAt = now;
        windowReceived = received;
        return isSlow
                && fail(RefusedBody.tooSlow("At least %,d bytes per second must arrive. Send the body without pauses."
                        .formatted(pace.slowestRate())));
    }

    /**
     * The nanoseconds since the last bytes arrived, if they are at least {@code atLeast}, so that the request may be
     * ended in favor of others; else 0.
     */
    synchronized long stalled(long now, long atLeast) {
        var stalled = now - receivedAt;
        return state == State.ARRIVING && received > 0 && stalled >= atLeast ? stalled : 0;
    }
}
