package dev.milepost.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.history.RandomQuestions;
import dev.milepost.testing.oracle.FourKeysOracle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients at once that send again until they are heard. Whatever is stopped meanwhile, none of their events may be
 * lost and none may count twice.
 */
public final class RetryingClients implements AutoCloseable {

    private static final int LARGEST_BATCH = 200;
    private static final int HISTORY_SIZE = 150;

    private final RunningService service;
    private final List<Case> histories = new ArrayList<>();
    private final Queue<List<JsonNode>> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final ExecutorService clients;
    private final CompletableFuture<Void> done;

    /**
     * Starts to send.
     *
     * @param service as patient as the longest outage
     * @param events at least as many are sent
     */
    public static RetryingClients start(RunningService service, int events, int clients, long seed) {
        return new RetryingClients(service, events, clients, seed);
    }

    private RetryingClients(RunningService service, int events, int clients, long seed) {
        this.service = service;
        this.clients = Executors.newFixedThreadPool(clients);
        prepare(events, seed);
        var running = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < clients; i++) {
            running.add(CompletableFuture.runAsync(this::send, this.clients));
        }
        this.done = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
    }

    private void prepare(int events, long seed) {
        var all = new ArrayList<JsonNode>();
        for (long next = seed; all.size() < events; next++) {
            var history = RandomHistory.withoutContradictions(next, HISTORY_SIZE);
            var queries = RandomQuestions.about(history.services(), next).stream()
                    .map(params -> new Case.Query(params, NullNode.instance))
                    .toList();
            histories.add(CaseRunner.alone(new Case("seed " + next, history.events(), queries)));
            all.addAll(histories.get(histories.size() - 1).events());
        }
        var random = new Random(seed);
        Collections.shuffle(all, random);
        for (int from = 0; from < all.size(); ) {
            var to = Math.min(all.size(), from + 1 + random.nextInt(LARGEST_BATCH));
            batches.add(all.subList(from, to));
            from = to;
        }
    }

    private void send() {
        for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
            service.sendBatch(batch);
            sent.addAndGet(batch.size());
        }
    }

    /** How many events have been accepted so far. */
    public int sent() {
        return sent.get();
    }

    /** Waits until so many events have been accepted, or all. */
    public void awaitSent(int events, Duration atMost) {
        await().atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> done.isDone() || sent.get() >= events);
        if (done.isDone()) {
            awaitSent();
        }
    }

    /** Waits until all is sent; a client that gave up or was refused is an exception. */
    public void awaitSent() {
        done.join();
    }

    /** How the answers differ from the second opinion's, when all that was sent is in the numbers. */
    public List<String> differences(Duration patience) {
        awaitSent();
        service.awaitProjection(patience);
        var runner = new CaseRunner(service);
        return histories.stream()
                .flatMap(history -> runner.differences(expecting(history)).stream())
                .toList();
    }

    private static Case expecting(Case history) {
        var oracle = new FourKeysOracle(history.events());
        var queries = history.queries().stream()
                .map(query -> new Case.Query(query.params(), oracle.answer(query.params())))
                .toList();
        return new Case(history.name(), history.events(), queries);
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
