package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The definitions of all SLOs are too large together. */
public final class TooManySlos extends ProblemException {

    private static final long serialVersionUID = 1L;

    public TooManySlos(int mostBytes) {
        super(
                ProblemType.TOO_MANY_SLOS,
                "The definitions of all SLOs would have more than %d bytes. Shorten this one, or another one."
                        .formatted(mostBytes));
    }
}
