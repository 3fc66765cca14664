package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/**
 * Problem: the body as a whole is not a valid sync request. Faults of single entities are reported in the receipt
 * instead.
 */
final class InvalidSyncRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidSyncRequest(String pointer, String detail) {
        super(
                422,
                "unreadable-sync",
                "The body is not a valid sync request.",
                (pointer.isEmpty() ? "The body " : pointer + " ") + detail,
                List.of(new Fault(pointer, detail)));
    }
}
