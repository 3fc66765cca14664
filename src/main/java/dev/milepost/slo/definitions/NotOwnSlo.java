package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;

/** The caller may not change this SLO. */
public final class NotOwnSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotOwnSlo(String caller, String owner) {
        super(
                403,
                "not-own-slo",
                "The SLO is not the caller's to define.",
                "%s is not in %s, which owns it.".formatted(caller, owner));
    }
}
