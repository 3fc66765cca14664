package dev.milepost.events.contract;

import dev.milepost.platform.http.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown for an event that breaks the contract of golden events. Each fault has a pointer and a detail. */
public final class UnreadableEvent extends ProblemException {

    private static final long serialVersionUID = 1L;

    public UnreadableEvent(List<Fault> faults) {
        super(
                422,
                "unreadable-event",
                "The event does not satisfy the contract of golden events.",
                summary(faults),
                faults);
    }

    public UnreadableEvent(String pointer, String detail) {
        this(List.of(new Fault(pointer, detail)));
    }

    private static String summary(List<Fault> faults) {
        return faults.stream()
                .map(f -> f.pointer().isEmpty() ? f.detail() : f.pointer() + " " + f.detail())
                .collect(Collectors.joining("; "));
    }
}
