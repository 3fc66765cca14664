package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** Thrown for an id that has no quarantine entry, or whose entry was deleted after retention. */
final class UnknownQuarantineEntry extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownQuarantineEntry(String id) {
        super(
                ProblemType.UNKNOWN_QUARANTINE_ENTRY,
                "There is no quarantine entry %s. Entries are deleted after milepost.retention.".formatted(id));
    }
}
