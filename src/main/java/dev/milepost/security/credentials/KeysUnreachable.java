package dev.milepost.security.credentials;

import dev.milepost.platform.http.ProblemException;
import java.util.Map;

/**
 * Who signed the token cannot be asked for its keys, or for what its bearer owns by. The token may well be right, so this is no 401, at which clients
 * throw it away.
 */
public final class KeysUnreachable extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int RETRY_AFTER_SECONDS = 5;

    KeysUnreachable() {
        super(
                503,
                "issuer-unreachable",
                "Who signed the token cannot be asked at the moment.",
                "What proves the token, or tells what its bearer owns by, cannot be had. Send the request again.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    }
}
