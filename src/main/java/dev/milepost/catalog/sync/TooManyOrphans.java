package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;

/** Problem: a full sync would orphan an implausible part of the catalog. */
final class TooManyOrphans extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyOrphans(long orphaned, long known, long share) {
        super(
                409,
                "too-many-vanish",
                "The full sync would remove too much of the catalog.",
                ("The list lacks %d of %d entities, but at most %d %% may be orphaned. It may be incomplete. "
                                + "Nothing was changed. If the list is complete, send it with \"force\": true.")
                        .formatted(orphaned, known, share));
    }
}
