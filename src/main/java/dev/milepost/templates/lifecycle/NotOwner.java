package dev.milepost.templates.lifecycle;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The caller may not change what others own. */
final class NotOwner extends ProblemException {

    private static final long serialVersionUID = 1L;

    NotOwner(String caller, String what, String owner) {
        super(
                ProblemType.NOT_ALLOWED,
                "%s is owned by %s. %s is not a member of the owner.".formatted(what, owner, caller));
    }
}
