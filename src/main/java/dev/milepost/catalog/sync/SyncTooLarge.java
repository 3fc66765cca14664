package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** Problem: a list of the request exceeds its limit. */
final class SyncTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    private SyncTooLarge(String detail, List<Fault> faults) {
        super(413, "too-large", "The body is larger than the limit.", detail, faults);
    }

    static SyncTooLarge list(String pointer, int size, int most) {
        var detail = "has %d items; at most %d are taken at once: send them in several requests.".formatted(size, most);
        return new SyncTooLarge(pointer + " " + detail, List.of(new Fault(pointer, detail)));
    }
}
