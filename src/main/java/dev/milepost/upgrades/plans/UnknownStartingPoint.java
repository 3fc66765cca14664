package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** A service whose golden path version or parameters are unknown. */
final class UnknownStartingPoint extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownStartingPoint(String detail) {
        super(ProblemType.UNKNOWN_BASE, detail);
    }

    static UnknownStartingPoint version(String service) {
        return new UnknownStartingPoint(
                "The golden path version of '%s' is unknown or not published here. Send it in 'from'."
                        .formatted(service));
    }

    static UnknownStartingPoint parameters(String service) {
        return new UnknownStartingPoint(
                ("No recorded run has the parameter values of '%s'. Send them in 'parameters', under the names of its version."
                                + " Send an empty object if all have their defaults.")
                        .formatted(service));
    }
}
