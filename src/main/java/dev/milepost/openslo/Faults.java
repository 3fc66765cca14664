package dev.milepost.openslo;

import dev.milepost.platform.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with definitions, as far as they have been looked at. */
final class Faults {

    /** Enough to work on; a document of nothing but faults has no end of them. */
    private static final int MOST = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        var fault = new Fault(pointer, detail);
        if (faults.size() < MOST && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    boolean areEmpty() {
        return faults.isEmpty();
    }

    void throwAny() {
        if (!faults.isEmpty()) {
            throw new InvalidOpenSlo(faults);
        }
    }
}
