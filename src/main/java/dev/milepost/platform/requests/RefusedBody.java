package dev.milepost.platform.requests;

import dev.milepost.platform.http.ProblemException;
import java.util.Map;

/** A body that was not received completely, or for which there is no memory. */
final class RefusedBody extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;

    private final boolean ends;

    private RefusedBody(int status, String slug, String title, String detail, boolean ends) {
        super(status, slug, title, detail);
        this.ends = ends;
    }

    static RefusedBody tooLarge(int bytes) {
        return new RefusedBody(
                413,
                "too-large",
                "The body is larger than the limit.",
                "The body of this request may have at most %d bytes (%d MiB). Send it in parts."
                        .formatted(bytes, bytes >> 20),
                false);
    }

    static RefusedBody tooManyValues() {
        return new RefusedBody(
                413,
                "too-large",
                "The body is larger than the limit.",
                "The values of this body take more memory than this service has for one request. Send fewer values.",
                false);
    }

    static RefusedBody tooSlow(String why) {
        return new RefusedBody(408, "slow-body", "The body did not arrive in time.", why, true);
    }

    static RefusedBody noRoom() {
        return new RefusedBody(
                503,
                "busy",
                "The service is busy.",
                "Other requests use the memory for bodies. Send the request again in %d s.".formatted(PAUSE_SECONDS),
                false);
    }

    static RefusedBody encoded(String encoding) {
        return new RefusedBody(
                415,
                "unsupported-media-type",
                "The media type is not supported.",
                "Content-Encoding %s is not supported. Send the body without a content encoding.".formatted(encoding),
                false);
    }

    static RefusedBody broken(Throwable cause) {
        var fault = new RefusedBody(
                400, "broken-body", "The body is incomplete.", "Reading the body failed: " + cause.getMessage(), true);
        fault.initCause(cause);
        return fault;
    }

    /** Has no stack trace: it is the client's fault, it is not logged, and there may be hundreds at once. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public Map<String, String> headers() {
        return switch (status()) {
            case 503 -> Map.of("Retry-After", Integer.toString(PAUSE_SECONDS));
            case 415 -> Map.of("Accept-Encoding", "identity");
            default -> ends ? Map.of("Connection", "close") : Map.of();
        };
    }
}
