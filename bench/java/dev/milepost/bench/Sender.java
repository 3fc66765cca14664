package dev.milepost.bench;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends events over a few connections at once. */
final class Sender {

    static final int BATCH = 500;

    private final Api api;

    Sender(Api api) {
        this.api = api;
    }

    /** How long it took until all were accepted, in seconds. */
    double batches(List<byte[]> events, int connections) {
        var bodies = IntStream.iterate(0, i -> i < events.size(), i -> i + BATCH)
                .mapToObj(i -> Mixture.batch(events.subList(i, Math.min(events.size(), i + BATCH))))
                .toList();
        return send("application/cloudevents-batch+json", bodies, events.size(), connections);
    }

    double singles(List<byte[]> events, int connections) {
        return send("application/cloudevents+json", events, events.size(), connections);
    }

    private double send(String contentType, List<byte[]> bodies, int events, int connections) {
        var next = new AtomicInteger();
        var accepted = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime();
        var running = IntStream.range(0, connections)
                .mapToObj(c -> threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                        accepted.addAndGet(api.post(contentType, bodies.get(i)));
                    }
                    return null;
                }))
                .toList();
        try {
            for (var one : running) {
                one.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        if (accepted.get() != events) {
            throw new IllegalStateException("%d of %d events were accepted".formatted(accepted.get(), events));
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
