package dev.milepost.platform.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private int free;
    private int size;

    FairPermits(int permits) {
        this.free = permits;
    }

    /** Returns false if no permit is free within some time, or at once if too many wait. */
    boolean acquire(String caller, Duration wait) {
        var turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
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
                release();
            }
            return false;
        }
    }

    /** Returns a permit, and gives it to the next caller. */
    synchronized void release() {
        var callers = waiting.entrySet().iterator();
        if (!callers.hasNext()) {
            free++;
            return;
        }
        var next = callers.next();
        callers.remove();
        var own = next.getValue();
        own.remove().countDown();
        size--;
        if (!own.isEmpty()) {
            // The caller's next request has its turn after those of all other callers.
            waiting.put(next.getKey(), own);
        }
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
