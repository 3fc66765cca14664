package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ResponseMemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The memory of facts while they are read. */
class FactsMemoryTest {

    private static final int MIB = 1 << 20;

    private final FactsMemory memory = new FactsMemory(new ResponseMemoryBudget());
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private static List<FoundEvidence> facts(int count, long characters, long heap) {
        var found = new ArrayList<FoundEvidence>();
        for (int i = 0; i < count; i++) {
            found.add(new FoundEvidence(UUID.randomUUID(), "openvex", characters, heap));
        }
        return found;
    }

    private int work(boolean fails) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            Thread.sleep(50);
            if (fails) {
                throw new IllegalStateException("no database");
            }
            return 1;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            running.decrementAndGet();
        }
    }

    private List<Future<Integer>> inParallel(List<FoundEvidence> read, boolean fails) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(12);
        try {
            var all = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 12; i++) {
                all.add(() -> memory.during("s", read, () -> work(fails)));
            }
            return pool.invokeAll(all);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Their trees are a mebibyte each, and twelve times ten of them do not fit. */
    @Test
    void readsTheFactsOfFewRequestsAtOnce() throws Exception {
        for (var request : inParallel(facts(10, 100_000, MIB), false)) {
            assertThat(request.get()).isEqualTo(1);
        }

        assertThat(most.get()).isBetween(2, 4);
    }

    @Test
    void goesOnAfterFailures() throws Exception {
        for (var request : inParallel(facts(10, 100_000, MIB), true)) {
            assertThatThrownBy(request::get).hasCauseInstanceOf(IllegalStateException.class);
        }

        assertThat(inParallel(facts(1, 100_000, 28 * MIB), false))
                .hasSize(12)
                .allSatisfy(request -> assertThat(request.get()).isEqualTo(1));
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void readsSmallFactsAtOnce() throws Exception {
        inParallel(facts(10, 200, 2_000), false);

        assertThat(most.get()).isGreaterThan(6);
    }

    @Test
    void refusesFactsThatAreTooLarge() {
        assertThatThrownBy(() -> memory.during("s", facts(5, MIB, 1), () -> 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 4 MiB");
        assertThatThrownBy(() -> memory.during("s", facts(5, 100, 7 * MIB), () -> 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 32 MiB");
    }
}
