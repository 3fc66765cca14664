package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;

/** The caller may not change this SLO. */
public final class NotOwnSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotOwnSlo(String caller, String owner) {
        super(
                403,
                "not-own-slo",
                "The caller may not change this SLO.",
                "%s is not a member of %s, which owns the SLO.".formatted(caller, owner));
    }
}
