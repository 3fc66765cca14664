package dev.milepost.events.golden;

import dev.milepost.platform.http.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** An event that breaks the contract of golden events; its faults say where and how. */
public final class UnreadableEvent extends ProblemException {

    private static final long serialVersionUID = 1L;

    public UnreadableEvent(List<Fault> faults) {
        super(422, "unreadable-event", "The event breaks the contract of golden events.", summary(faults), faults);
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
