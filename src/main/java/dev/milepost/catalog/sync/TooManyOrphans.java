package dev.milepost.catalog.sync;

import dev.milepost.platform.http.ProblemException;

/** Problem: a full sync would orphan an implausible part of the catalog. */
final class TooManyOrphans extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyOrphans(long orphaned, long known, long share) {
        super(
                409,
                "too-many-vanish",
                "The list leaves out too much of the catalog.",
                ("%d of %d entities would be orphaned, where up to %d %% may be: the list looks empty or cut off. "
                                + "Nothing has been changed. Send it with \"force\": true if it is whole.")
                        .formatted(orphaned, known, share));
    }
}
