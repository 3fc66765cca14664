package dev.milepost.cli.send;

import java.net.http.HttpRequest;

/** The token by which commands call a service, where it takes none without: the variable {@code MILEPOST_TOKEN}. */
public final class CommandToken {

    private static final String VARIABLE = "MILEPOST_TOKEN";

    private CommandToken() {}

    public static HttpRequest.Builder addTo(HttpRequest.Builder request) {
        var token = System.getenv(VARIABLE);
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token.strip());
    }

    /** What to do about a status; nothing where that is no matter of the token. */
    public static String hint(int status, String roles) {
        return switch (status) {
            case 401 -> " Set %s to a token with the role %s.".formatted(VARIABLE, roles);
            case 403 -> " The token in %s needs the role %s.".formatted(VARIABLE, roles);
            default -> "";
        };
    }
}
