package dev.milepost.events.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events of a request.
 *
 * @param accepted how many the broker has taken
 * @param duplicates how many were known to have been accepted before
 */
public record EventReceipt(int accepted, int duplicates, List<Rejection> rejected) {

    public EventReceipt {
        rejected = List.copyOf(rejected);
    }

    /**
     * An event that was not accepted and never will be as it is.
     *
     * @param index where in the batch it stands
     * @param id null where it has none
     * @param detail all that is wrong with it
     * @param pointer to its first fault; empty for the whole of it
     */
    public record Rejection(int index, @Nullable String id, String detail, String pointer) {}
}
