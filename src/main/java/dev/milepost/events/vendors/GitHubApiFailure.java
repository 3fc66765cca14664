package dev.milepost.events.vendors;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to GitHub's API that did not return what it was sent for. The message contains no token. */
final class GitHubApiFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** What a failure means for this request and others. */
    enum Kind {
        /** A rate limit is used up. */
        LIMITED,
        /** The token is not accepted. */
        DENIED,
        /** GitHub cannot be reached or has an error. */
        UNAVAILABLE,
        /** GitHub does not have what was asked for, does not show it to the token, or not in a form that can be read. */
        REFUSED
    }

    private final Kind kind;
    private final @Nullable Instant retryAt;

    GitHubApiFailure(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /** @param retryAt when the next request may be sent; null if GitHub does not say it */
    GitHubApiFailure(Kind kind, String detail, @Nullable Instant retryAt) {
        super(detail);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    Kind kind() {
        return kind;
    }

    Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
