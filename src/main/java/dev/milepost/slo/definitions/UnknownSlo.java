package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;

/** No SLO has this name. */
public final class UnknownSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownSlo(String name) {
        super(
                404,
                "unknown-slo",
                "No such SLO is defined.",
                "%s is no SLO; GET /api/v1/slos lists them.".formatted(name));
    }
}
