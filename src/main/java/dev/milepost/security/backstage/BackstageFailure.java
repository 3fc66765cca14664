package dev.milepost.security.backstage;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to Backstage that did not return what it was sent for. The message contains no token. */
public final class BackstageFailure extends IOException {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** The response is larger than what is read at once. */
        TOO_LARGE,
        /** The token is not accepted, or may not read this. */
        DENIED,
        NOT_FOUND,
        /** Backstage cannot be reached, or has an error. */
        UNAVAILABLE,
        /** The response is not what Backstage documents, or is against a limit of this service. */
        UNEXPECTED
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public BackstageFailure(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** @param retryAfter how long to wait before the next request; null if Backstage does not say it */
    BackstageFailure(Kind kind, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
