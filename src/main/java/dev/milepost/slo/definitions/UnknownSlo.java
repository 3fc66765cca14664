package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** No SLO has this name. */
public final class UnknownSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownSlo(String name) {
        super(
                ProblemType.UNKNOWN_SLO,
                "No SLO has the name %s. GET /api/v1/slos lists the SLOs.".formatted(name));
    }
}
