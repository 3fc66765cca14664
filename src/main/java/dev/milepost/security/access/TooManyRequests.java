package dev.milepost.security.access;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.Duration;
import java.util.Map;

/** The caller exceeded its rate limit. */
final class TooManyRequests extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyRequests(Duration wait) {
        this(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private TooManyRequests(long seconds) {
        super(
                ProblemType.TOO_MANY_REQUESTS,
                "Send the request again in %d s.".formatted(seconds));
        this.seconds = seconds;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", Long.toString(seconds));
    }
}
