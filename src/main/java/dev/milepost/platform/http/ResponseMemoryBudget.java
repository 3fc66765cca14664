package dev.milepost.platform.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Bounds the heap memory of large responses, from before the query runs until the response is handed to the connection.
 * Each response is bounded by itself; this bounds the sum, however many requests run. The bytes that clients have not
 * read are outside of the heap and bounded by {@code OutboundBufferLimiter}.
 */
@ApplicationScoped
public class ResponseMemoryBudget {

    private static final int ALL = 64 << 20;

    /** The memory for one response of 2 MiB: rows, the objects made of them, and the body. */
    private static final int MOST_OF_ONE = 8 << 20;

    private static final int TIMES_ITS_SIZE = 4;
    private static final int NOTHING_TO_SPEAK_OF = 64 << 10;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final CurrentVertxRequest request;
    private final Semaphore free = new Semaphore(ALL, true);

    ResponseMemoryBudget(CurrentVertxRequest request) {
        this.request = request;
    }

    /**
     * Runs a query and keeps memory reserved for its result until the response is handed to the connection.
     *
     * @param size returns the size of the result, in bytes
     */
    public <T> T hold(Supplier<T> question, ToLongFunction<T> size) {
        if (!acquire()) {
            throw new Busy();
        }
        int held = 0;
        try {
            var answer = question.get();
            long needed = TIMES_ITS_SIZE * size.applyAsLong(answer);
            if (needed > NOTHING_TO_SPEAK_OF) {
                held = (int) Math.min(MOST_OF_ONE, needed);
                int until = held;
                request.getCurrent().addEndHandler(ended -> free.release(until));
            }
            return answer;
        } finally {
            free.release(MOST_OF_ONE - held);
        }
    }

    private boolean acquire() {
        try {
            return free.tryAcquire(MOST_OF_ONE, WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Other responses use all of the memory. */
    static final class Busy extends ProblemException {

        private static final long serialVersionUID = 1L;

        Busy() {
            super(
                    503,
                    "busy",
                    "The service is busy.",
                    "Other large responses use the available memory. Try again, or request a smaller page.");
        }

        @Override
        public java.util.Map<String, String> headers() {
            return java.util.Map.of("Retry-After", "1");
        }
    }
}
