package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;

/** The definitions of all SLOs are too large together. */
public final class TooManySlos extends ProblemException {

    private static final long serialVersionUID = 1L;

    public TooManySlos(int mostBytes) {
        super(
                422,
                "too-many-slos",
                "There are too many SLOs.",
                "The definitions of all SLOs would have more than %d bytes. Shorten this one, or another one."
                        .formatted(mostBytes));
    }
}
