package dev.milepost.events.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request: counts of accepted and duplicate events, the rejected events, and warnings about the others.
 *
 * @param accepted the number of events that the broker stored
 * @param duplicates the number of events that were accepted before
 */
public record EventReceipt(int accepted, int duplicates, List<Rejection> rejected, List<Warning> warnings) {

    /** The maximum number of warnings: this many are enough to work on. */
    public static final int MOST_WARNINGS = 100;

    public EventReceipt {
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
    }

    /**
     * An event that was not accepted. Sending it again unchanged fails again.
     *
     * @param index its position in the batch, from 0
     * @param id its id; null if it has none
     * @param detail everything that is wrong with it
     * @param pointer a JSON pointer to its first fault; empty for the whole event
     */
    public record Rejection(int index, @Nullable String id, String detail, String pointer) {}

    /**
     * What an event that was taken may have wrong.
     *
     * @param index its position in the batch, from 0
     * @param id its id
     * @param pointer a JSON pointer into the event
     */
    public record Warning(int index, @Nullable String id, String detail, String pointer) {}
}
