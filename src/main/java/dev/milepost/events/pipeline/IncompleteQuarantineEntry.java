package dev.milepost.events.pipeline;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.UUID;

/** Thrown for a replay of a record that was too large to be stored completely. */
final class IncompleteQuarantineEntry extends ProblemException {

    private static final long serialVersionUID = 1L;

    IncompleteQuarantineEntry(UUID id) {
        super(
                ProblemType.INCOMPLETE_QUARANTINE_ENTRY,
                "The record of entry %s was too large to store, so it cannot be replayed. Send the event again in smaller parts."
                        .formatted(id));
    }
}
