package dev.milepost.slo.counting;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The events that an indicator keeps do not fit into the memory that a caller may use. */
final class CountTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    CountTooLarge() {
        super(
                ProblemType.COUNT_TOO_LARGE,
                "The outcomes need too much memory. Use a shorter time window, more filters, or filters that read smaller fields, or save the SLO, which counts them in the background");
    }
}
