package dev.milepost.security.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often each of many may do something; those that have not for longest are forgotten, full buckets as they have. */
final class RateLimit {

    private static final int MAX_BUCKETS = 50_000;

    private final int perSecond;
    private final LongSupplier nanos;
    private final Cache<String, TokenBucket> buckets;

    /** @param perSecond no limit where 0 */
    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }

    /** @throws TooManyRequests where it has been done too often; it is not counted then */
    void take(String who) {
        if (perSecond > 0) {
            refuse(bucket(who).take(nanos.getAsLong()));
        }
    }

    /** Counts one that could not be refused any more. */
    void count(String who) {
        if (perSecond > 0) {
            bucket(who).take(nanos.getAsLong());
        }
    }

    /** @throws TooManyRequests where one more would be too often */
    void check(String who) {
        if (perSecond > 0) {
            refuse(bucket(who).peek(nanos.getAsLong()));
        }
    }

    private TokenBucket bucket(String who) {
        return buckets.get(who, key -> new TokenBucket(perSecond, nanos.getAsLong()));
    }

    private static void refuse(Duration wait) {
        if (!wait.isZero()) {
            throw new TooManyRequests(wait);
        }
    }
}
