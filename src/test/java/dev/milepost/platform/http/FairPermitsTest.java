package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairPermitsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final FairPermits permits = new FairPermits(1);
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());

    private void request(String caller) {
        int before = permits.waiting();
        new Thread(() -> {
                    if (permits.acquire(caller, LONG)) {
                        served.add(caller);
                        permits.release(caller);
                    }
                })
                .start();
        await().until(() -> permits.waiting() == before + 1);
    }

    @Test
    void servesCallersInTurn() {
        assertThat(permits.acquire("first", Duration.ZERO)).isTrue();
        for (var caller : List.of("many", "many", "many", "many", "other", "third")) {
            request(caller);
        }

        permits.release("first");

        await().until(() -> served.size() == 6);
        assertThat(served).startsWith("many", "other", "third", "many");
        assertThat(permits.acquire("first", Duration.ZERO)).isTrue();
    }

    @Test
    void refusesAtOnceIfTooManyWait() {
        assertThat(permits.acquire("first", Duration.ZERO)).isTrue();
        for (int i = 0; i < FairPermits.MOST_WAITING_OF_ONE; i++) {
            request("many");
        }

        assertRefusedAtOnce("many");

        for (int i = FairPermits.MOST_WAITING_OF_ONE; i < FairPermits.MOST_WAITING; i++) {
            request("caller " + i);
        }
        assertRefusedAtOnce("other");
        permits.release("first");
        await().until(() -> served.size() == FairPermits.MOST_WAITING);
    }

    @Test
    void givesUpAfterSomeTime() {
        assertThat(permits.acquire("first", Duration.ZERO)).isTrue();

        assertThat(permits.acquire("other", Duration.ofMillis(10))).isFalse();

        assertThat(permits.waiting()).isZero();
        permits.release("first");
        assertThat(permits.acquire("other", Duration.ZERO)).isTrue();
    }

    @Test
    void losesNoPermitWhenInterrupted() throws InterruptedException {
        assertThat(permits.acquire("first", Duration.ZERO)).isTrue();
        var waiting = new Thread(() -> permits.acquire("other", LONG));
        waiting.start();
        await().until(() -> permits.waiting() == 1);

        waiting.interrupt();
        waiting.join();

        permits.release("first");
        assertThat(permits.acquire("other", Duration.ZERO)).isTrue();
    }

    /** The caller who has its most is passed over, not the callers behind it. */
    @Test
    void limitsThePermitsOfACaller() {
        var two = new FairPermits(2, 1);
        assertThat(two.acquire("many", Duration.ZERO)).isTrue();
        new Thread(() -> {
                    if (two.acquire("many", LONG)) {
                        served.add("many");
                    }
                })
                .start();
        await().until(() -> two.waiting() == 1);

        assertThat(two.acquire("other", Duration.ZERO)).isTrue();
        two.release("other");
        assertThat(two.waiting()).isEqualTo(1);
        assertThat(two.acquire("third", Duration.ZERO)).isTrue();

        two.release("many");
        await().until(() -> served.equals(List.of("many")));
    }

    private void assertRefusedAtOnce(String caller) {
        assertThat(assertTimeoutPreemptively(AT_ONCE, () -> permits.acquire(caller, LONG)))
                .isFalse();
    }
}
