package dev.milepost.platform.documents;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the faults of a document, each once. */
public final class FaultCollector {

    /** The maximum number of faults: this many are enough to work on, and a document can have any number of them. */
    private static final int MAX_FAULTS = 100;

    /** How many faults the detail of the problem repeats. */
    private static final int MAX_SHOWN = 3;

    private final List<Fault> faults = new ArrayList<>();

    public void add(String pointer, String detail) {
        var fault = new Fault(pointer, detail);
        if (!isFull() && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Whether further faults would be dropped. */
    public boolean isFull() {
        return faults.size() >= MAX_FAULTS;
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public List<Fault> all() {
        return List.copyOf(faults);
    }

    public void throwAny(ProblemType type) {
        if (!faults.isEmpty()) {
            throw problem(type);
        }
    }

    /** The problem of a document with these faults. */
    public ProblemException problem(ProblemType type) {
        return ProblemException.of(type, detail(faults), faults);
    }

    /** The first faults in one sentence. */
    public static String detail(List<Fault> faults) {
        var first = faults.stream()
                .limit(MAX_SHOWN)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        return faults.size() > MAX_SHOWN ? first + "; and " + (faults.size() - MAX_SHOWN) + " more" : first;
    }
}
