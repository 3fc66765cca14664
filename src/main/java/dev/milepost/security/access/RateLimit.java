package dev.milepost.security.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Rate limits by key, each with a token bucket. If there are too many buckets, rarely used ones are evicted. Buckets
 * expire after a minute without use; by then they are full again, so nothing is lost.
 */
final class RateLimit {

    private static final int MAX_BUCKETS = 50_000;

    private final int perSecond;
    private final LongSupplier nanos;
    private final Cache<String, TokenBucket> buckets;

    /** @param perSecond requests per second; 0 for no limit */
    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }

    /** @throws ProblemException if the limit is exceeded; the attempt is not counted then */
    void take(String subject) {
        if (perSecond > 0) {
            refuse(bucket(subject).take(nanos.getAsLong()));
        }
    }

    /** Counts an attempt without rejecting it. */
    void count(String subject) {
        if (perSecond > 0) {
            bucket(subject).take(nanos.getAsLong());
        }
    }

    /** @throws ProblemException if one more attempt would exceed the limit */
    void check(String subject) {
        if (perSecond > 0) {
            refuse(bucket(subject).peek(nanos.getAsLong()));
        }
    }

    private TokenBucket bucket(String subject) {
        return buckets.get(subject, key -> new TokenBucket(perSecond, nanos.getAsLong()));
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw ProblemException.of(
                            ProblemType.TOO_MANY_REQUESTS, "Send the request again in %d s.".formatted(seconds))
                    .retryAfter(Duration.ofSeconds(seconds));
        }
    }
}
