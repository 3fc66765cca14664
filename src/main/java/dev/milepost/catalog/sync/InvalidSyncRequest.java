package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A body that is no request of this kind as a whole; what is wrong with single entities does not count. */
final class InvalidSyncRequest extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidSyncRequest(String pointer, String detail) {
        super(
                422,
                "unreadable-sync",
                "The body is not what a sync sends.",
                (pointer.isEmpty() ? "The body " : pointer + " ") + detail,
                List.of(new Fault(pointer, detail)));
    }
}
