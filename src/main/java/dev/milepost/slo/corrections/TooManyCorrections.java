package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;

final class TooManyCorrections extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyCorrections(String name, int most) {
        super(
                409,
                "too-many-corrections",
                "There are as many corrections as there may be.",
                "%s has %d that may still matter; one that recurs does for many.".formatted(name, most));
    }
}
