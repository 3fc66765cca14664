package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** Problem: a full sync would orphan an implausible part of the catalog. */
final class TooManyOrphans extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyOrphans(long orphaned, long known, long share) {
        super(
                ProblemType.TOO_MANY_VANISH,
                ("The list lacks %d of %d entities, but at most %d %% may be orphaned. It may be incomplete. "
                                + "Nothing was changed. If the list is complete, send it with \"force\": true.")
                        .formatted(orphaned, known, share));
    }
}
