package dev.milepost.platform.requests;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Map;

/** A body that was not received completely, or for which there is no memory. */
final class RefusedBody extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;

    private final boolean ends;

    private RefusedBody(ProblemType type, String detail, boolean ends) {
        super(type, detail);
        this.ends = ends;
    }

    static RefusedBody tooLarge(int bytes) {
        return new RefusedBody(
                ProblemType.TOO_LARGE,
                "The body of this request may have at most %d bytes (%d MiB). Send it in parts."
                        .formatted(bytes, bytes >> 20),
                false);
    }

    static RefusedBody tooManyValues() {
        return new RefusedBody(
                ProblemType.TOO_LARGE,
                "The values of this body take more memory than this service has for one request. Send fewer values.",
                false);
    }

    static RefusedBody tooSlow(String why) {
        return new RefusedBody(ProblemType.SLOW_BODY, why, true);
    }

    static RefusedBody noRoom() {
        return new RefusedBody(
                ProblemType.BUSY,
                "Other requests use the memory for bodies. Send the request again in %d s.".formatted(PAUSE_SECONDS),
                false);
    }

    static RefusedBody encoded(String encoding) {
        return new RefusedBody(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Content-Encoding %s is not supported. Send the body without a content encoding.".formatted(encoding),
                false);
    }

    static RefusedBody broken(Throwable cause) {
        var fault = new RefusedBody(ProblemType.BROKEN_BODY, "Reading the body failed: " + cause.getMessage(), true);
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
