package dev.milepost.slo.openslo;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of definitions. */
final class FaultCollector {

    /** The maximum number of faults, since a document can have any number of them. */
    private static final int MAX_FAULTS = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        var fault = new Fault(pointer, detail);
        if (!isFull() && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Whether further faults would be dropped. */
    boolean isFull() {
        return faults.size() >= MAX_FAULTS;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void throwAny() {
        if (!faults.isEmpty()) {
            throw new InvalidOpenSlo(faults);
        }
    }
}
