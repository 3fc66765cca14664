package dev.milepost.platform.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Permits that callers get in turn, so that one caller with many requests does not hold up the others. Who waits holds a
 * worker thread, so few may wait.
 */
final class FairPermits {

    static final int MOST_WAITING = 16;
    static final int MOST_WAITING_OF_ONE = 8;

    /** The requests that wait, by caller. The first caller has the next turn. */
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();

    /** The number of permits of each caller that has any. */
    private final Map<String, Integer> held = new HashMap<>();

    private final int mostOfOne;
    private int free;
    private int size;

    FairPermits(int permits) {
        this(permits, permits);
    }

    /** @param mostOfOne the most permits of one caller */
    FairPermits(int permits, int mostOfOne) {
        this.free = permits;
        this.mostOfOne = mostOfOne;
    }

    /** Returns false if no permit is free within some time, or at once if too many wait. */
    boolean acquire(String caller, Duration wait) {
        var turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0 && mayHold(caller)) {
                take(caller);
                return true;
            }
            var own = waiting.computeIfAbsent(caller, name -> new ArrayDeque<>());
            if (size >= MOST_WAITING || own.size() >= MOST_WAITING_OF_ONE) {
                removeIfEmpty(caller, own);
                return false;
            }
            own.add(turn);
            size++;
        }
        try {
            return turn.await(wait.toNanos(), TimeUnit.NANOSECONDS) || !giveUp(caller, turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!giveUp(caller, turn)) {
                release(caller);
            }
            return false;
        }
    }

    /** Returns a permit of a caller, and gives it to the next one. */
    synchronized void release(String caller) {
        free++;
        held.computeIfPresent(caller, (name, count) -> count > 1 ? count - 1 : null);
        var next = waiting.keySet().stream().filter(this::mayHold).findFirst().orElse(null);
        if (next == null) {
            return;
        }
        take(next);
        var own = Objects.requireNonNull(waiting.remove(next));
        own.remove().countDown();
        size--;
        if (!own.isEmpty()) {
            // The caller's next request has its turn after those of all other callers.
            waiting.put(next, own);
        }
    }

    private boolean mayHold(String caller) {
        return held.getOrDefault(caller, 0) < mostOfOne;
    }

    private void take(String caller) {
        free--;
        held.merge(caller, 1, Integer::sum);
    }

    /** Returns false if the request has got a permit in the meantime. */
    private synchronized boolean giveUp(String caller, CountDownLatch turn) {
        var own = waiting.get(caller);
        if (own == null || !own.remove(turn)) {
            return false;
        }
        size--;
        removeIfEmpty(caller, own);
        return true;
    }

    private void removeIfEmpty(String caller, Deque<CountDownLatch> own) {
        if (own.isEmpty()) {
            waiting.remove(caller);
        }
    }

    synchronized int waiting() {
        return size;
    }
}
