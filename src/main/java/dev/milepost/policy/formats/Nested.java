package dev.milepost.policy.formats;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.function.Supplier;

/** Documents within documents. */
final class Nested {

    private Nested() {}

    /** Reads an inner document. The faults of its problem get the pointer to it before theirs. */
    static <T> T read(String at, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            if (e.faults().isEmpty()) {
                throw e;
            }
            var faults = e.faults().stream()
                    .map(fault -> new Fault(at + fault.pointer(), fault.detail()))
                    .toList();
            throw ProblemException.of(ProblemType.INVALID_EVIDENCE, FaultCollector.detail(faults), faults);
        }
    }
}
