package dev.milepost.backfill;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Sends events in batches, a few of them under way at a time, so that reading never runs far ahead of the service. */
final class Sending implements AutoCloseable {

    private static final int UNDER_WAY = 3;

    private final RunningService service;
    private final LongConsumer progress;
    private final ExecutorService senders = Executors.newFixedThreadPool(UNDER_WAY, Sending::daemon);
    private final Deque<Future<Receipt>> underWay = new ArrayDeque<>();
    private Batch batch = new Batch();
    private Receipt receipt = Receipt.NONE;

    /** @param progress told how many events have arrived */
    Sending(RunningService service, LongConsumer progress) {
        this.service = service;
        this.progress = progress;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "backfill-sender");
        thread.setDaemon(true);
        return thread;
    }

    void send(Event event) throws IOException {
        batch.add(event);
        if (batch.isFull()) {
            flush();
        }
    }

    /** Sends what is left and waits until all has arrived. */
    Receipt finish() throws IOException {
        if (!batch.isEmpty()) {
            flush();
        }
        while (!underWay.isEmpty()) {
            await(underWay.remove());
        }
        return receipt;
    }

    private void flush() throws IOException {
        var full = batch;
        batch = new Batch();
        if (underWay.size() == UNDER_WAY) {
            await(underWay.remove());
        }
        underWay.add(senders.submit(() -> service.send(full)));
    }

    private void await(Future<Receipt> sent) throws IOException {
        try {
            receipt = receipt.plus(sent.get());
            progress.accept(receipt.events());
        } catch (ExecutionException e) {
            throw broken(
                    e.getCause() instanceof CannotBackfill known
                            ? String.valueOf(known.getMessage())
                            : "The service went away.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("It was interrupted.");
        }
    }

    private CannotBackfill broken(String reason) {
        return CannotBackfill.because(
                "%s %,d events have arrived. Run it again when that is mended: what has arrived counts once.",
                reason, receipt.events());
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
