package dev.milepost.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.List;

/**
 * RFC 9457 problem details, with the additional members that Backstage's clients read (its {@code ErrorResponseBody}).
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Fault> errors,
        Error error,
        Request request,
        Response response) {

    /**
     * How many characters of an address a problem repeats. An address may have 8 KiB, and problems are sent however much
     * memory unread responses use.
     */
    private static final int MOST_OF_ADDRESS = 256;

    static String cut(String address) {
        return address.length() > MOST_OF_ADDRESS ? address.substring(0, MOST_OF_ADDRESS - 1) + "…" : address;
    }

    static Problem of(ProblemException fault, Request request) {
        var status = fault.status();
        var detail = String.valueOf(fault.getMessage());
        return new Problem(
                fault.type().address(),
                fault.type().title(),
                status,
                detail,
                fault.faults(),
                new Error(backstageName(status), detail),
                request,
                new Response(status));
    }

    /** The error class of Backstage's {@code @backstage/errors} for a status. */
    private static String backstageName(int status) {
        return switch (status) {
            case 401 -> "AuthenticationError";
            case 403 -> "NotAllowedError";
            case 404 -> "NotFoundError";
            case 409 -> "ConflictError";
            case 429 -> "Error";
            case 503 -> "ServiceUnavailableError";
            default -> status < 500 ? "InputError" : "Error";
        };
    }

    record Error(String name, String message) {}

    /** The request. {@code url} is path and query only, cut to {@link #MOST_OF_ADDRESS} characters. */
    record Request(String method, String url) {

        Request {
            url = cut(url);
        }
    }

    record Response(@JsonProperty("statusCode") int statusCode) {}
}
