package dev.milepost;

import dev.milepost.access.InvalidAccess;
import dev.milepost.rules.InvalidRule;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The service with its parts while they run, and the order in which they end: the service first, whatever ends it. */
final class Running {

    private static final long PATIENCE_SECONDS = 60;

    /** What a shell answers for a process that was told to stop. */
    private static final int TERMINATED = 143;

    private final Supplier<EmbeddedParts> parts;
    private volatile EmbeddedParts started = EmbeddedParts.none();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Running(Supplier<EmbeddedParts> parts) {
        this.parts = parts;
    }

    static Running with(Supplier<EmbeddedParts> parts) {
        return new Running(parts);
    }

    /**
     * Starts the parts, then the service; returns the exit code once the service has been told to stop.
     *
     * @param application null where the service is set to stop by itself
     */
    int serve(@Nullable Class<? extends QuarkusApplication> application, String... arguments) {
        // A signal runs this and Quarkus's own way of stopping the service at the same time, so this one waits.
        var ending = new Thread(this::stopParts, "stop-parts");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            started = parts.get();
            return ending.isAlive() ? TERMINATED : run(application, arguments);
        } finally {
            stopped.countDown();
        }
    }

    private int run(@Nullable Class<? extends QuarkusApplication> application, String... arguments) {
        var exitCode = new AtomicInteger();
        Quarkus.run(
                application,
                (code, fault) -> {
                    exitCode.set(code);
                    tell(fault);
                    stopped.countDown();
                },
                arguments);
        return exitCode.get();
    }

    /** Quarkus leaves it to its caller to say why the service could not start. */
    private static void tell(@Nullable Throwable fault) {
        if (fault == null) {
            return;
        }
        var noDatabase = NoDatabase.in(fault);
        if (noDatabase.isPresent()) {
            System.err.println("Milepost cannot start: " + noDatabase.get());
            return;
        }
        var cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        System.err.println("Milepost cannot start: " + cause.getMessage());
        if (!(cause instanceof InvalidRule || cause instanceof InvalidAccess)) {
            fault.printStackTrace();
        }
    }

    private void stopParts() {
        try {
            if (!stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The service does not stop; stopping the rest.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        started.stop();
    }
}
