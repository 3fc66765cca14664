package dev.milepost.cli.command;

import java.net.http.HttpRequest;

/** The token that commands send to a service that requires one, from the variable {@code MILEPOST_TOKEN}. */
public final class CommandToken {

    private static final String VARIABLE = "MILEPOST_TOKEN";

    private CommandToken() {}

    public static HttpRequest.Builder addTo(HttpRequest.Builder request) {
        var token = System.getenv(VARIABLE);
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token.strip());
    }

    /** A hint for an HTTP status; empty if the status has nothing to do with the token. */
    public static String hint(int status, String roles) {
        return switch (status) {
            case 401 -> " Set %s to a token with the role %s.".formatted(VARIABLE, roles);
            case 403 -> " The token in %s needs the role %s.".formatted(VARIABLE, roles);
            default -> "";
        };
    }
}
