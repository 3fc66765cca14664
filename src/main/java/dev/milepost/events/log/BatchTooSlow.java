package dev.milepost.events.log;

/**
 * A projection could not process a batch within its time. It has removed a cause, and fewer events take less time, so
 * the batch is written again, in halves.
 */
public final class BatchTooSlow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BatchTooSlow(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
