package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults found in a document. */
final class FaultCollector {

    /** Limits the faults of one document: this many are enough to work on. */
    private static final int MAX_FAULTS = 100;

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

    List<Fault> all() {
        return List.copyOf(faults);
    }

    void throwAny() {
        if (!faults.isEmpty()) {
            throw new InvalidManifest(faults);
        }
    }
}
