package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;

/** The name is in use. Histories could not distinguish two tokens with the same name. */
final class TokenNameTaken extends ProblemException {

    private static final long serialVersionUID = 1L;

    TokenNameTaken(String name) {
        super(
                ProblemType.TOKEN_NAME_TAKEN,
                "The token %s has not been revoked. Revoke it first, or choose another name.".formatted(name));
    }
}
