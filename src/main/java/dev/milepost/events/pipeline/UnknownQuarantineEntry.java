package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;

/** Thrown for an id that has no quarantine entry, or whose entry was deleted after retention. */
final class UnknownQuarantineEntry extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownQuarantineEntry(String id) {
        super(
                404,
                "unknown-quarantine-entry",
                "The quarantine entry does not exist.",
                "There is no quarantine entry %s. Entries are deleted after milepost.retention.".formatted(id));
    }
}
