package dev.milepost.platform.requests;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Runs health checks on their own threads, so that they respond while all workers are busy. Results are cached for 200
 * ms, so frequent probes are cheap.
 */
@Alternative
@Priority(100)
@ApplicationScoped
class HealthChecks extends AsyncHealthCheckFactory {

    private static final Duration FRESH = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<HealthCheck, Uni<HealthCheckResponse>> checks = new ConcurrentHashMap<>();

    @Override
    public Uni<HealthCheckResponse> callSync(HealthCheck check) {
        return checks.computeIfAbsent(
                check,
                one -> super.callSync(one).runSubscriptionOn(threads).memoize().forFixedDuration(FRESH));
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
