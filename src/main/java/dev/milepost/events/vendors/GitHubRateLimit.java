package dev.milepost.events.vendors;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a response of GitHub says about its rate limits: the primary one by its headers, the secondary ones, which count
 * requests within a minute, by {@code retry-after} or by the message alone.
 *
 * @param until when the next request may be sent; null if that is now
 * @param isExceeded whether the request was refused because of a limit
 */
record GitHubRateLimit(@Nullable Instant until, boolean isExceeded) {

    /** GitHub's documentation: without a header "wait for at least one minute before retrying". */
    private static final Duration SECONDARY = Duration.ofMinutes(1);

    /** The primary limit is one of an hour. A later time is a mistake, such as that of another clock. */
    private static final Duration LONGEST = Duration.ofMinutes(65);

    private static final int MESSAGE_BYTES = 2_000;

    static GitHubRateLimit of(HttpResponse<byte[]> response, Instant now) {
        var isRefused = response.statusCode() == 403 || response.statusCode() == 429;
        var retryAfter = number(response, "retry-after").map(now::plusSeconds).filter(until -> isRefused);
        var reset = number(response, "x-ratelimit-reset")
                .filter(second -> number(response, "x-ratelimit-remaining").orElse(1L) == 0)
                .map(Instant::ofEpochSecond);
        var message = Optional.of(now.plus(SECONDARY)).filter(until -> isRefused && saysSo(response));
        var until = retryAfter
                .or(() -> reset)
                .or(() -> message)
                .map(at -> at.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : at)
                // The second in which the limit is reset has begun only when it is over for clocks that are behind.
                .map(at -> at.plusSeconds(1))
                .filter(now::isBefore)
                .orElse(null);
        return new GitHubRateLimit(until, isRefused && until != null);
    }

    private static boolean saysSo(HttpResponse<byte[]> response) {
        var body = response.body();
        return response.statusCode() == 429
                || new String(body, 0, Math.min(body.length, MESSAGE_BYTES), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .contains("rate limit");
    }

    /** A header of digits, up to the year 9999 as seconds; empty if it is none. */
    private static Optional<Long> number(HttpResponse<?> response, String header) {
        return response.headers()
                .firstValue(header)
                .map(String::strip)
                .filter(text -> !text.isEmpty()
                        && text.length() <= 11
                        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                .map(Long::valueOf);
    }
}
