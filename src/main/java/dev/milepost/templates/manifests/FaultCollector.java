package dev.milepost.templates.manifests;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a document, as far as it has been looked at. */
final class FaultCollector {

    /** Enough to work on; a document of nothing but faults has no end of them. */
    private static final int MAX_FAULTS = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Fault(pointer, detail));
        }
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
