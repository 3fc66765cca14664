package dev.milepost.upgrades;

import dev.milepost.platform.ProblemException;

/** A service of which it is not known what it was made from. */
final class UnknownBase extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UnknownBase(String detail) {
        super(409, "unknown-base", "It is not known what the service was made from.", detail);
    }

    static UnknownBase version(String service) {
        return new UnknownBase(
                "The version of the golden path that '%s' is on is not known, or not published here. Say it in from."
                        .formatted(service));
    }

    static UnknownBase parameters(String service) {
        return new UnknownBase(
                ("No run of '%s' told what it was filled in with. Say it in parameters, by the names that its version has:"
                                + " an empty object where all of them have their defaults.")
                        .formatted(service));
    }
}
