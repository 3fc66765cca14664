package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/**
 * Problem: the body as a whole is not a valid sync request. Faults of single entities are reported in the receipt
 * instead.
 */
final class InvalidSyncRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidSyncRequest(String pointer, String detail) {
        super(
                ProblemType.UNREADABLE_SYNC,
                (pointer.isEmpty() ? "The body " : pointer + " ") + detail,
                List.of(new Fault(pointer, detail)));
    }
}
