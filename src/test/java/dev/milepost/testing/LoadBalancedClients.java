package dev.milepost.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that, behind a Kubernetes Service, ask one of those that are ready, and never ask twice. */
public final class LoadBalancedClients implements AutoCloseable {

    private static final int CLIENTS = 3;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration PROBED_EVERY = Duration.ofSeconds(1);
    private static final String QUESTION = "/api/v1/four-keys?service=nobody&from=2026-06-01&to=2026-07-01";

    private final List<ServiceProcess> replicas;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile List<URI> ready;
    private volatile boolean ended;

    private LoadBalancedClients(List<ServiceProcess> replicas) {
        this.replicas = List.copyOf(replicas);
        this.ready = probe();
    }

    /** Begins to ask. */
    public static LoadBalancedClients to(List<ServiceProcess> replicas) {
        var clients = new LoadBalancedClients(replicas);
        clients.threads.execute(() -> clients.repeat(PROBED_EVERY, () -> clients.ready = clients.probe()));
        for (int client = 0; client < CLIENTS; client++) {
            clients.threads.execute(() -> clients.repeat(PACE, clients::ask));
        }
        return clients;
    }

    public int answered() {
        return answered.get();
    }

    /** What was not answered, or not as it should be. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private List<URI> probe() {
        return replicas.stream()
                .filter(replica -> replica.readiness() == 200)
                .map(ServiceProcess::address)
                .toList();
    }

    private void ask() {
        var now = ready;
        if (now.isEmpty()) {
            faults.add("nobody is ready");
            return;
        }
        var random = ThreadLocalRandom.current();
        var replica = now.get(random.nextInt(now.size()));
        var asked = random.nextInt(4) == 0 ? event(replica) : question(replica);
        try {
            var answer = http.send(asked, BodyHandlers.ofString());
            if (answer.statusCode() == 200 || answer.statusCode() == 202) {
                answered.incrementAndGet();
            } else {
                faults.add("%s %d %s".formatted(asked, answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            faults.add("%s %s".formatted(asked, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest question(URI replica) {
        return asked(replica.resolve(QUESTION)).build();
    }

    private static HttpRequest.Builder asked(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + ServiceProcess.TOKEN);
    }

    private static HttpRequest event(URI replica) {
        var event = CaseRunner.alone(Case.conformance().get(0)).events().get(0);
        return asked(replica.resolve("/api/v1/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(event.toString()))
                .build();
    }

    private void repeat(Duration pause, Runnable step) {
        while (!ended && !Thread.currentThread().isInterrupted()) {
            step.run();
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The clients end with what they are at. */
    @Override
    public void close() {
        ended = true;
        threads.shutdown();
    }
}
