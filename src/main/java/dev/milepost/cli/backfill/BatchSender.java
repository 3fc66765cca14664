package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Sends events in batches, with a few requests in flight, so that reading does not run far ahead of the service. */
final class BatchSender implements AutoCloseable {

    private static final int MAX_IN_FLIGHT = 3;

    private final MilepostClient service;
    private final LongConsumer progress;
    private final ExecutorService senders = Executors.newFixedThreadPool(MAX_IN_FLIGHT, BatchSender::daemon);
    private final Deque<Future<BackfillReceipt>> inFlight = new ArrayDeque<>();
    private Batch batch = new Batch();
    private BackfillReceipt receipt = BackfillReceipt.NONE;

    /** @param progress receives the number of events that the service has received */
    BatchSender(MilepostClient service, LongConsumer progress) {
        this.service = service;
        this.progress = progress;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "backfill-sender");
        thread.setDaemon(true);
        return thread;
    }

    void send(BackfillEvent event) throws IOException {
        batch.add(event);
        if (batch.isFull()) {
            flush();
        }
    }

    /** Sends the remaining events and waits for all responses. */
    BackfillReceipt finish() throws IOException {
        if (!batch.isEmpty()) {
            flush();
        }
        while (!inFlight.isEmpty()) {
            await(inFlight.remove());
        }
        return receipt;
    }

    private void flush() throws IOException {
        var full = batch;
        batch = new Batch();
        if (inFlight.size() == MAX_IN_FLIGHT) {
            await(inFlight.remove());
        }
        inFlight.add(senders.submit(() -> service.send(full)));
    }

    private void await(Future<BackfillReceipt> sent) throws IOException {
        try {
            receipt = receipt.plus(sent.get());
            progress.accept(receipt.events());
        } catch (ExecutionException e) {
            throw interrupted(
                    e.getCause() instanceof CommandFailure known
                            ? String.valueOf(known.getMessage())
                            : "The service does not respond anymore.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted("The backfill was interrupted.");
        }
    }

    private CommandFailure interrupted(String reason) {
        return CommandFailure.failed(
                "%s The service has %,d events so far. Solve the problem and run the command again; no event counts twice.",
                reason, receipt.events());
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
