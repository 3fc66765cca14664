package dev.milepost;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that are sent at the same time, of which none may fail. */
final class ParallelRequests {

    private ParallelRequests() {}

    interface Attack {
        Attempt of(int number);
    }

    interface Attempt {
        void run() throws Exception;
    }

    static void inParallel(int threads, int count, Attack attack) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                var attempt = attack.of(i);
                running.add(pool.submit((Callable<Void>) () -> {
                    attempt.run();
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
