package dev.milepost.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Recognises calls of Backstage by the type of their token, verified or not: also the refusal of a token is shown there. It
 * decides nothing but the media type of an error.
 */
final class BackstageCalls {

    private static final String SCHEME = "bearer ";
    private static final String TYPE = "\"vnd.backstage.";
    private static final int MOST_OF_HEADER = 1_000;

    private BackstageCalls() {}

    /** @param authorization the value of the header; null if there is none */
    static boolean isOne(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var token = authorization.substring(SCHEME.length()).strip();
        var end = token.indexOf('.');
        if (end <= 0 || end > MOST_OF_HEADER) {
            return false;
        }
        try {
            var header = Base64.getUrlDecoder().decode(token.substring(0, end));
            return new String(header, StandardCharsets.UTF_8).contains(TYPE);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
