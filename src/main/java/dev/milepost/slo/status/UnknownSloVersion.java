package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The SLO has no such version. */
final class UnknownSloVersion extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownSloVersion(String name, String version) {
        super(
                ProblemType.UNKNOWN_SLO_VERSION,
                "%1$s has no version %2$s. GET /api/v1/slos/%1$s/versions lists its versions."
                        .formatted(name, version));
    }
}
