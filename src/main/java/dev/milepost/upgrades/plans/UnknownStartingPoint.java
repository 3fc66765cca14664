package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;

/** A service whose golden path version or parameters are unknown. */
final class UnknownStartingPoint extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownStartingPoint(String detail) {
        super(409, "unknown-base", "It is not known what the service was made from.", detail);
    }

    static UnknownStartingPoint version(String service) {
        return new UnknownStartingPoint(
                "The version of the golden path that '%s' is on is not known, or not published here. Say it in from."
                        .formatted(service));
    }

    static UnknownStartingPoint parameters(String service) {
        return new UnknownStartingPoint(
                ("No run of '%s' told what it was filled in with. Say it in parameters, by the names that its version has:"
                                + " an empty object where all of them have their defaults.")
                        .formatted(service));
    }
}
