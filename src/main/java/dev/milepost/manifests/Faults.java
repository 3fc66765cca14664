package dev.milepost.manifests;

import dev.milepost.platform.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a document, as far as it has been looked at. */
final class Faults {

    /** Enough to work on; a document of nothing but faults has no end of them. */
    private static final int MOST = 100;

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (faults.size() < MOST) {
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
