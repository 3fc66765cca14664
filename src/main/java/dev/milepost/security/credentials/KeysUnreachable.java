package dev.milepost.security.credentials;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/**
 * The issuer's keys or the user's ownership refs cannot be fetched. The token may be valid, so the status is 503:
 * clients discard a token after a 401.
 */
public final class KeysUnreachable extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 5;

    KeysUnreachable() {
        super(
                ProblemType.ISSUER_UNREACHABLE,
                "The issuer's keys or the user's groups cannot be fetched. Send the request again later.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    }
}
