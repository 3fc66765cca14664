package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;

/** Two tokens of one name could not be told apart in histories. */
final class TokenNameTaken extends ProblemException {

    private static final long serialVersionUID = 1L;

    TokenNameTaken(String name) {
        super(
                409,
                "token-name-taken",
                "There is a token of this name.",
                "The token %s has not been revoked. Revoke it first, or choose another name.".formatted(name));
    }
}
