package dev.milepost.security.tokens;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.UUID;

final class UnknownToken extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownToken(UUID id) {
        super(ProblemType.UNKNOWN_TOKEN, "No token has the id " + id);
    }
}
