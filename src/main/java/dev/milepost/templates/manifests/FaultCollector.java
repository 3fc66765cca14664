package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the faults found in a document. */
final class FaultCollector {

    /** Limits the faults of one document: this many are enough to work on. */
    private static final int MAX_FAULTS = 100;

    /** How many faults the detail repeats. */
    private static final int MAX_SHOWN = 3;

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (!isFull()) {
            faults.add(new Fault(pointer, detail));
        }
    }

    /** Whether further faults would be dropped. */
    boolean isFull() {
        return faults.size() >= MAX_FAULTS;
    }

    void throwAny() {
        if (!faults.isEmpty()) {
            throw problem();
        }
    }

    /** The manifest violates its schema or the rules beyond it. Each fault points into the document. */
    ProblemException problem() {
        var first = faults.stream()
                .limit(MAX_SHOWN)
                .map(fault -> (fault.pointer().isEmpty() ? "The document" : fault.pointer()) + " " + fault.detail())
                .collect(Collectors.joining("; "));
        var rest = faults.size() - MAX_SHOWN;
        return ProblemException.of(
                ProblemType.INVALID_MANIFEST, rest > 0 ? first + "; and " + rest + " more" : first, faults);
    }
}
