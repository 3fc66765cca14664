package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTurnsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ResponseMemoryBudget memory = new ResponseMemoryBudget();
    private final EvaluationTurns turns = new EvaluationTurns(memory);

    private <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        new Thread(() -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    @Test
    void runsOneEvaluationOfACallerAtOnce() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();

        var all = IntStream.range(0, 6)
                .mapToObj(i -> inBackground(() -> turns.run("a", () -> false, pause -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    sleep(20);
                    return running.decrementAndGet();
                })))
                .toList();

        all.forEach(CompletableFuture::join);
        assertThat(most).hasValue(1);
        assertThat(memory.free()).isEqualTo(ResponseMemoryBudget.ALL);
    }

    @Test
    void refusesWhatWaitsTooLong() {
        var end = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var first = inBackground(() -> turns.run("a", () -> false, pause -> {
            begun.countDown();
            return join(end);
        }));
        join(begun);

        assertThatThrownBy(() -> turns.run("a", () -> false, pause -> true))
                .isInstanceOfSatisfying(ProblemException.class, busy -> {
                    assertThat(busy.status()).isEqualTo(503);
                    assertThat(busy.headers()).containsEntry("Retry-After", "1");
                });

        end.countDown();
        first.join();
        assertThat(turns.<Integer>run("a", () -> false, pause -> 1).intValue()).isEqualTo(1);
    }

    /** A large response would otherwise wait for all of the evaluation. */
    @Test
    void letsLargeResponsesGoFirst() {
        var processors = memory.processors();
        int others = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        IntStream.range(1, others)
                .forEach(i -> assertThat(processors.acquire("c", LONG)).isTrue());
        var answered = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        var evaluation = inBackground(() -> turns.run("a", () -> false, pause -> {
            begun.countDown();
            var end = System.nanoTime() + LONG.toNanos();
            while (!answered.get() && System.nanoTime() < end) {
                pause.run();
            }
            return answered.get();
        }));
        join(begun);

        assertThat(processors.acquire("b", LONG)).isTrue();
        answered.set(true);
        processors.release("b");

        assertThat(evaluation.join()).isTrue();
    }

    @Test
    void endsIfTheClientHasLeft() {
        var isGone = new AtomicBoolean();

        assertThatThrownBy(() -> turns.run("a", isGone::get, pause -> {
                    isGone.set(true);
                    var end = System.nanoTime() + LONG.toNanos();
                    while (System.nanoTime() < end) {
                        pause.run();
                    }
                    return true;
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class, busy -> assertThat(busy.type()).isEqualTo(ProblemType.BUSY));

        isGone.set(false);
        assertThat(turns.<Integer>run("a", isGone::get, pause -> 1).intValue()).isEqualTo(1);
        assertThat(memory.free()).isEqualTo(ResponseMemoryBudget.ALL);
    }

    private static boolean join(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
