package dev.milepost.security.caller;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/** The caller is not authenticated. */
public final class NotAuthenticated extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String challenge;

    private NotAuthenticated(String challenge, String detail) {
        super(ProblemType.NOT_AUTHENTICATED, detail);
        this.challenge = challenge;
    }

    public static NotAuthenticated withoutToken() {
        return new NotAuthenticated(
                "Bearer realm=\"milepost\"",
                "Send a token of Backstage, of your issuer or of this service: Authorization: Bearer …");
    }

    /** @param why the fault of the token, without quotes and without content of the token */
    public static NotAuthenticated because(String why) {
        return new NotAuthenticated(
                "Bearer realm=\"milepost\", error=\"invalid_token\", error_description=\"%s\"".formatted(why), why);
    }

    /** The {@code WWW-Authenticate} challenge of RFC 6750, section 3. */
    @Override
    public Map<String, String> headers() {
        return Map.of("WWW-Authenticate", challenge);
    }
}
