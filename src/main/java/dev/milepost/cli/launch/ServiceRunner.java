package dev.milepost.cli.launch;

import dev.milepost.catalog.rules.InvalidRule;
import dev.milepost.security.access.InvalidAccessConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the service with its embedded services, and stops the service first, whatever causes the stop. */
final class ServiceRunner {

    private static final long STOP_TIMEOUT_SECONDS = 60;

    /** The exit code that a shell reports for a process ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private final Supplier<EmbeddedServices> services;
    private volatile EmbeddedServices started = EmbeddedServices.empty();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private ServiceRunner(Supplier<EmbeddedServices> parts) {
        this.services = parts;
    }

    static ServiceRunner of(Supplier<EmbeddedServices> parts) {
        return new ServiceRunner(parts);
    }

    /**
     * Starts the embedded services, then the service. Returns the exit code when the service has stopped.
     *
     * @param application null if the service is configured to exit by itself
     */
    int serve(@Nullable Class<? extends QuarkusApplication> application, String... arguments) {
        // On a signal this hook runs at the same time as Quarkus's own shutdown, so it waits for that to finish.
        var hook = new Thread(this::stopServices, "stop-parts");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            started = services.get();
            return hook.isAlive() ? TERMINATED : run(application, arguments);
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
                    printFailure(fault);
                    stopped.countDown();
                },
                arguments);
        return exitCode.get();
    }

    /** Prints why the service did not start; Quarkus leaves that to its caller. */
    private static void printFailure(@Nullable Throwable fault) {
        if (fault == null) {
            return;
        }
        var noDatabase = DatabaseFailureMessage.find(fault);
        if (noDatabase.isPresent()) {
            System.err.println("Milepost cannot start: " + noDatabase.get());
            return;
        }
        var cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        System.err.println("Milepost cannot start: " + cause.getMessage());
        if (!(cause instanceof InvalidRule || cause instanceof InvalidAccessConfig)) {
            fault.printStackTrace();
        }
    }

    private void stopServices() {
        try {
            if (!stopped.await(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "The service did not stop in time. Its embedded PostgreSQL and Kafka are stopped now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        started.stop();
    }
}
