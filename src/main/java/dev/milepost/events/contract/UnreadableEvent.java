package dev.milepost.events.contract;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Shorten;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown for an event that breaks the contract of golden events. Each fault has a pointer and a detail. */
public final class UnreadableEvent extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 20;
    private static final int MAX_LENGTH = 2_000;

    public UnreadableEvent(List<Fault> faults) {
        super(
                ProblemType.UNREADABLE_EVENT,
                summary(faults),
                faults);
    }

    public UnreadableEvent(String pointer, String detail) {
        this(List.of(new Fault(pointer, detail)));
    }

    /** Each rejected event of a batch keeps its summary. */
    private static String summary(List<Fault> faults) {
        var shown = faults.stream()
                .limit(MAX_SHOWN)
                .map(f -> f.pointer().isEmpty() ? f.detail() : f.pointer() + " " + f.detail())
                .collect(Collectors.joining("; "));
        var summary = Shorten.to(MAX_LENGTH, shown);
        return faults.size() > MAX_SHOWN ? summary + "; and " + (faults.size() - MAX_SHOWN) + " more" : summary;
    }
}
