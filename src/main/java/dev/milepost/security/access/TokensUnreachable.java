package dev.milepost.security.access;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/** API tokens cannot be verified because the database is unreachable. */
final class TokensUnreachable extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 5;

    TokensUnreachable(Throwable cause) {
        super(
                ProblemType.TOKENS_UNREACHABLE,
                "The database is unavailable. Send the request again later.");
        initCause(cause);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    }
}
