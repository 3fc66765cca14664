package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;

final class TooManyCorrections extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyCorrections(String name, int most) {
        super(
                409,
                "too-many-corrections",
                "The SLO has too many corrections.",
                "%s has %d corrections that can still affect it. Revoke some, or replace several by one that recurs."
                        .formatted(name, most));
    }
}
