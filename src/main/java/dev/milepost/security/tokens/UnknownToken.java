package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;
import java.util.UUID;

final class UnknownToken extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownToken(UUID id) {
        super(404, "unknown-token", "There is no such token.", "No token has the id " + id);
    }
}
