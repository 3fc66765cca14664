package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

final class TooManyCorrections extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyCorrections(String name, int most) {
        super(
                ProblemType.TOO_MANY_CORRECTIONS,
                "%s has %d corrections that can still affect it. Revoke some, or replace several by one that recurs."
                        .formatted(name, most));
    }
}
