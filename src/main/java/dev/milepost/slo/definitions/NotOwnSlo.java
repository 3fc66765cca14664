package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The caller may not change this SLO. */
public final class NotOwnSlo extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotOwnSlo(String caller, String owner) {
        super(
                ProblemType.NOT_OWN_SLO,
                "%s is not a member of %s, which owns the SLO.".formatted(caller, owner));
    }
}
