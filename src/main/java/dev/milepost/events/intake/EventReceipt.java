package dev.milepost.events.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request: counts of accepted and duplicate events, and the rejected events.
 *
 * @param accepted the number of events that the broker stored
 * @param duplicates the number of events that were accepted before
 */
public record EventReceipt(int accepted, int duplicates, List<Rejection> rejected) {

    public EventReceipt {
        rejected = List.copyOf(rejected);
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
}
