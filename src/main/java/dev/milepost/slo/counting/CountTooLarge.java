package dev.milepost.slo.counting;

import dev.milepost.platform.http.ProblemException;

/** The events that an indicator keeps do not fit into the memory that a caller may use. */
final class CountTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    CountTooLarge() {
        super(
                422,
                "count-too-large",
                "The events could not be counted in memory.",
                "The outcomes need too much memory. Use a shorter time window, more filters, or filters that read smaller fields, or save the SLO, which counts them in the background");
    }
}
