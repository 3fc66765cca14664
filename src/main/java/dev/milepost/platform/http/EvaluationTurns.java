package dev.milepost.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds requests that compute for seconds: few run at once, one of each caller. They share the processors with large
 * responses and let these go first after a short time.
 */
@ApplicationScoped
public class EvaluationTurns {

    /** The number of evaluations at once. Each reserves the memory of a large response. */
    public static final int AT_ONCE =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private static final Duration TURN = Duration.ofMillis(100);

    private final FairPermits evaluations = new FairPermits(AT_ONCE, 1);
    private final ResponseMemoryBudget memory;

    EvaluationTurns(ResponseMemoryBudget memory) {
        this.memory = memory;
    }

    /**
     * Runs an evaluation in turn with those of other callers.
     *
     * @param evaluation receives what it must call often: there it waits while others have their turn, and ends if the
     *     client has left
     */
    public <T> T run(Function<Runnable, T> evaluation) {
        var request = CurrentRequestManager.get();
        var caller = request.getSecurityContext().getUserPrincipal();
        return run(caller == null ? "" : caller.getName(), request.serverResponse()::closed, evaluation);
    }

    <T> T run(String caller, BooleanSupplier isGone, Function<Runnable, T> evaluation) {
        if (!evaluations.acquire(caller, ResponseMemoryBudget.WAIT)) {
            throw busy();
        }
        try {
            if (!memory.reserve()) {
                throw busy();
            }
            try {
                return run(new Turn(caller, isGone), evaluation);
            } finally {
                memory.releaseReserved();
            }
        } finally {
            evaluations.release(caller);
        }
    }

    private static <T> T run(Turn turn, Function<Runnable, T> evaluation) {
        turn.begin();
        try {
            return evaluation.apply(turn::pause);
        } finally {
            turn.end();
        }
    }

    private static ProblemException busy() {
        return ResponseMemoryBudget.busy("Other evaluations are running. Try again.");
    }

    /** The use of a processor by one evaluation. */
    private final class Turn {

        private final String caller;
        private final BooleanSupplier isGone;
        private boolean isRunning;
        private long beganAt;

        Turn(String caller, BooleanSupplier isGone) {
            this.caller = caller;
            this.isGone = isGone;
        }

        void begin() {
            if (isGone.getAsBoolean() || !memory.processors().acquire(caller, ResponseMemoryBudget.WAIT)) {
                throw busy();
            }
            isRunning = true;
            beganAt = System.nanoTime();
        }

        void pause() {
            if (System.nanoTime() - beganAt >= TURN.toNanos()) {
                end();
                begin();
            }
        }

        void end() {
            if (isRunning) {
                isRunning = false;
                memory.processors().release(caller);
            }
        }
    }
}
