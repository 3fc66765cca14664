package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;

/** The caller may not change what others own. */
final class NotOwner extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotOwner(String caller, String what, String owner) {
        super(
                403,
                "not-allowed",
                "The caller may not do this.",
                "%s is owned by %s. %s is not a member of the owner.".formatted(what, owner, caller));
    }
}
