package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.ConnectionCallback;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.common.core.ResteasyReactiveCallbackContext;
import org.junit.jupiter.api.Test;

/** The memory of a response in all the ways that a request can end. */
class ResponseMemoryBudgetTest {

    private static final long LARGE = 1 << 20;

    private final ResponseMemoryBudget budget = new ResponseMemoryBudget();
    private final Request request = new Request();

    /** A request that ends when a test says so. */
    private static final class Request implements ResteasyReactiveCallbackContext {

        private final List<CompletionCallback> callbacks = new ArrayList<>();
        private boolean isGone;

        @Override
        public void registerCompletionCallback(CompletionCallback callback) {
            callbacks.add(callback);
        }

        @Override
        public void registerConnectionCallback(ConnectionCallback callback) {
            throw new UnsupportedOperationException();
        }

        void end() {
            callbacks.forEach(callback -> callback.onComplete(null));
        }
    }

    private long hold(long size) {
        return budget.hold("a", request, () -> request.isGone, () -> size, Long::longValue);
    }

    private int held() {
        return ResponseMemoryBudget.ALL - budget.free();
    }

    @Test
    void isHeldUntilTheRequestEnds() {
        hold(LARGE);
        assertThat(held()).isEqualTo(4 << 20);

        request.end();

        assertThat(held()).isZero();
    }

    @Test
    void isNotHeldForSmallResponses() {
        hold(1_000);

        assertThat(held()).isZero();
        request.end();
        assertThat(held()).isZero();
    }

    /** The end of the request then runs while the query does, and nothing runs later. */
    @Test
    void isReleasedIfTheRequestEndsDuringTheQuery() {
        budget.hold(
                "a",
                request,
                () -> false,
                () -> {
                    request.end();
                    return LARGE;
                },
                Long::longValue);

        assertThat(held()).isZero();
    }

    @Test
    void isReleasedOnce() {
        hold(LARGE);

        request.end();
        request.end();

        assertThat(held()).isZero();
    }

    @Test
    void isReleasedIfTheQueryFails() {
        assertThatThrownBy(() -> budget.hold(
                        "a",
                        request,
                        () -> false,
                        () -> {
                            throw new IllegalStateException("no database");
                        },
                        any -> LARGE))
                .isInstanceOf(IllegalStateException.class);

        assertThat(held()).isZero();
        request.end();
        assertThat(held()).isZero();
    }

    @Test
    void isHeldDuringWork() {
        assertThat(budget.during(3 * LARGE, this::held)).isEqualTo(3 << 20);
        assertThat(budget.during(1_000, this::held)).isZero();
        assertThat(budget.during(Long.MAX_VALUE, this::held)).isEqualTo(ResponseMemoryBudget.MOST_OF_KNOWN);

        assertThat(held()).isZero();
    }

    @Test
    void isReleasedIfWorkFails() {
        assertThatThrownBy(() -> budget.during(LARGE, () -> {
                    throw new IllegalStateException("no database");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(held()).isZero();
    }

    @Test
    void isNotUsedForAClientThatHasLeft() {
        request.isGone = true;

        assertThatThrownBy(() -> budget.hold(
                        "a",
                        request,
                        () -> request.isGone,
                        () -> {
                            throw new IllegalStateException("The query ran");
                        },
                        any -> LARGE))
                .isInstanceOfSatisfying(
                        ProblemException.class, busy -> assertThat(busy.type()).isEqualTo(ProblemType.BUSY));

        assertThat(held()).isZero();
    }

    @Test
    void isThereForOthersAfterAThousandClientsThatLeft() {
        for (int i = 0; i < 1_000; i++) {
            var other = new Request();
            budget.hold(
                    "a",
                    other,
                    () -> false,
                    () -> {
                        other.end();
                        return LARGE;
                    },
                    Long::longValue);
        }

        assertThat(hold(LARGE)).isEqualTo(LARGE);
    }

    private long holdKnown(long bytes) {
        return budget.hold(bytes, request, () -> request.isGone, () -> (long) held());
    }

    @Test
    void holdsMemoryThatIsKnownBeforeTheWork() {
        long during = holdKnown(20 << 20);

        assertThat(during).isEqualTo(20 << 20);
        assertThat(held()).isEqualTo(20 << 20);

        request.end();

        assertThat(held()).isZero();
    }

    /** So that a small pool cannot block it for ever. */
    @Test
    void holdsHalfOfAllAtMost() {
        holdKnown(1L << 40);

        assertThat(held()).isEqualTo(ResponseMemoryBudget.MOST_OF_KNOWN);
    }

    @Test
    void releasesKnownMemoryIfTheWorkFails() {
        assertThatThrownBy(() -> budget.hold(20 << 20, request, () -> false, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(held()).isZero();
    }

    @Test
    void refusesWorkWhenOthersHoldTheMemory() {
        holdKnown(ResponseMemoryBudget.MOST_OF_KNOWN);
        holdKnown(ResponseMemoryBudget.MOST_OF_KNOWN);

        assertThatThrownBy(() -> holdKnown(20 << 20)).hasMessageContaining("Try again");
        assertThat(budget.runReserved(() -> {
                    throw new AssertionError("must not run");
                }))
                .isFalse();
    }

    @Test
    void reservesMemoryForBackgroundWork() {
        var during = new ArrayList<Integer>();

        assertThat(budget.runReserved(() -> during.add(held()))).isTrue();

        assertThat(during).containsExactly(ResponseMemoryBudget.MOST_OF_KNOWN);
        assertThat(held()).isZero();
    }
}
