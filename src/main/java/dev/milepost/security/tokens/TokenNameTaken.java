package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;

/** The name is in use. Histories could not distinguish two tokens with the same name. */
final class TokenNameTaken extends ProblemException {

    private static final long serialVersionUID = 1L;

    TokenNameTaken(String name) {
        super(
                409,
                "token-name-taken",
                "A token with this name already exists.",
                "The token %s has not been revoked. Revoke it first, or choose another name.".formatted(name));
    }
}
