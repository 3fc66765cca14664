package dev.milepost.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** How long it takes from the acceptance of a deployment until the four keys of its service count it. */
final class Freshness {

    private static final int EVENTS_A_SECOND = 200;
    private static final Duration GLANCE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final Api api;
    private final Report report;

    Freshness(Site site, Report report) {
        this.site = site;
        this.api = site.api();
        this.report = report;
    }

    /** As long again before that, unmeasured: until then much of both processors goes into compiling what runs. */
    void measure(Duration length) throws IOException, InterruptedException {
        report.title("Freshness at %d events/s, %ds".formatted(EVENTS_A_SECOND, length.toSeconds()));
        run(length);
        var before = site.used();
        var timings = run(length);
        report.line(
                "from acceptance to a visible answer: p50 %.0f ms, p99 %.0f ms (aim 2,000), %d samples, polled every %d ms"
                        .formatted(timings.p50(), timings.p99(), timings.count(), GLANCE.toMillis()));
        report.line("  processor time "
                + site.used().minus(before).of(Math.toIntExact(EVENTS_A_SECOND * length.toSeconds())));
    }

    private Timings run(Duration length) throws InterruptedException {
        var senders = Executors.newFixedThreadPool(16);
        var watchers = Executors.newCachedThreadPool();
        var timings = new Timings();
        try {
            int seconds = Math.toIntExact(length.toSeconds());
            var done = new CountDownLatch(2 * seconds);
            send(
                    seconds,
                    senders,
                    () -> watchers.execute(() -> {
                        timings.add(watch());
                        done.countDown();
                    }));
            senders.shutdown();
            if (!senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                report.line("the service does not accept %d events/s here".formatted(EVENTS_A_SECOND));
            }
            if (!done.await(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                report.line("%d deployments never became visible".formatted(done.getCount()));
            }
        } finally {
            senders.shutdownNow();
            watchers.shutdownNow();
        }
        return timings;
    }

    /** Evenly over each second, each event a request; two of a second are watched. */
    private void send(int seconds, ExecutorService senders, Runnable watched) {
        var name = "steady-" + System.nanoTime();
        var events = new Mixture(name, Instant.now().minusSeconds(3_600), Duration.ofHours(1))
                .events(EVENTS_A_SECOND * seconds);
        long start = System.nanoTime();
        for (int n = 0; n < events.size(); n++) {
            long due = start + n * (TimeUnit.SECONDS.toNanos(1) / EVENTS_A_SECOND);
            long early = due - System.nanoTime();
            if (early > 0) {
                Api.pause(Duration.ofNanos(early));
            }
            var event = events.get(n);
            senders.execute(() -> api.post("application/cloudevents+json", event));
            if (n % (EVENTS_A_SECOND / 2) == 0) {
                watched.run();
            }
        }
    }

    private long watch() {
        var service = "fresh-" + System.nanoTime();
        api.post(
                "application/cloudevents+json",
                Mixture.firstDeployment(service, Instant.now().minusSeconds(60)));
        long accepted = System.nanoTime();
        long end = accepted + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var answer = api.get("/api/v1/four-keys?service=" + service);
            if (answer.path("deployment_frequency").path("count").asLong() > 0) {
                break;
            }
            Api.pause(GLANCE);
        }
        return System.nanoTime() - accepted;
    }
}
