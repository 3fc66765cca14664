package dev.milepost.platform.requests;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.requests.Room.Claim;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, from its first byte until it is handed to the endpoint. It is read on the event loop and holds no
 * worker; the request goes on when the body is whole and there is room for what will be made of it.
 */
final class Arrival {

    /** Below it a body is small, and finds room beside large ones. */
    static final long SMALL = 64 << 10;

    private static final double NANOS = 1e9;

    private final ResteasyReactiveRequestContext chain;
    private final HttpServerRequest request;
    private final ExpectedBody expected;
    private final Rooms rooms;
    private final Pace pace;
    private final Claim arriving;
    private final Claim working;

    private @Nullable Buffer bytes = Buffer.buffer();
    private State state = State.ARRIVING;
    private boolean isWhole;
    private long uncharged;
    private long received;
    private long waitingSince;

    /** Times that do not count what was spent waiting for room. */
    private long startedAt;

    private long receivedAt;
    private long windowAt;
    private long windowReceived;

    private enum State {
        ARRIVING,
        /** For room for what has arrived. */
        WAITING,
        /** For room for what will be made of it. */
        QUEUED,
        DONE
    }

    /** @param key who sends it, by which room is shared */
    Arrival(
            ResteasyReactiveRequestContext chain,
            HttpServerRequest request,
            ExpectedBody expected,
            String key,
            Rooms rooms,
            Pace pace) {
        this.chain = chain;
        this.request = request;
        this.expected = expected;
        this.rooms = rooms;
        this.pace = pace;
        this.arriving = new Claim(key, this::admit);
        this.working = new Claim(key, this::handOver);
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
        uncharged += chunk.length();
        if (state == State.ARRIVING) {
            charge(now);
        }
    }

    private void charge(long now) {
        var more = uncharged;
        uncharged = 0;
        if (!rooms.arriving().take(arriving, more)) {
            state = State.WAITING;
            waitingSince = now;
            request.pause();
        }
    }

    /** There is room for what has arrived. */
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
        var needed = Math.max(expected.memory(), received * expected.expansion());
        if (rooms.working().take(working, Math.min(needed, rooms.working().most()))) {
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

    /** Ends it with a problem. What else arrives is left unread. */
    synchronized void fail(ProblemException fault) {
        if (state == State.DONE) {
            return;
        }
        state = State.DONE;
        bytes = null;
        request.pause();
        chain.resume(fault);
    }

    /** Gives back its room; nobody works on the request any more. */
    void close() {
        synchronized (this) {
            state = State.DONE;
            bytes = null;
        }
        // Outside of the lock, as others are told of the room.
        rooms.arriving().release(arriving);
        rooms.working().release(working);
    }

    /** Ends it where it is too slow or has waited too long. */
    synchronized void check(long now) {
        switch (state) {
            case ARRIVING -> checkPace(now);
            case WAITING, QUEUED -> {
                if (now - waitingSince > pace.roomTimeout().toNanos()) {
                    fail(RefusedBody.noRoom());
                }
            }
            case DONE -> {}
        }
    }

    private void checkPace(long now) {
        if (now - startedAt > pace.timeFor(received)) {
            fail(RefusedBody.tooSlow("Of the body %,d bytes arrived in %d s. Send it faster or in parts."
                    .formatted(received, (long) ((now - startedAt) / NANOS))));
        } else if (now - windowAt >= pace.grace().toNanos()) {
            if ((received - windowReceived) / ((now - windowAt) / NANOS) < pace.slowestRate()) {
                fail(RefusedBody.tooSlow("At least %,d bytes a second must arrive. Send all of the body at once."
                        .formatted(pace.slowestRate())));
            }
            windowAt = now;
            windowReceived = received;
        }
    }

    /** Since when nothing arrived, where that is so long that it may be ended in favour of others; else 0. */
    synchronized long stalled(long now, long atLeast) {
        var stalled = now - receivedAt;
        return state == State.ARRIVING && received > 0 && stalled >= atLeast ? stalled : 0;
    }
}
