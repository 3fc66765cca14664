package dev.milepost.security.access;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void allowsBurstOfTenSecondsThenRate() {
        var bucket = new TokenBucket(2, 0);

        for (int n = 0; n < 20; n++) {
            assertThat(bucket.take(0)).isZero();
        }
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(SECOND / 2)).isZero();
        assertThat(bucket.peek(SECOND / 2)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void isCappedAtBurst() {
        var bucket = new TokenBucket(2, 0);

        for (int n = 0; n < 20; n++) {
            assertThat(bucket.take(3_600 * SECOND)).isZero();
        }
        assertThat(bucket.take(3_600 * SECOND)).isPositive();
    }

    @Test
    void refillsOnceWithReorderedThreads() {
        var bucket = new TokenBucket(1, 0);
        for (int n = 0; n < 11; n++) {
            bucket.take(5 * SECOND);
        }

        assertThat(bucket.take(3 * SECOND)).isPositive();
        assertThat(bucket.take(5 * SECOND)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverExceedsRefill(long seed) {
        var random = new Random(seed);
        int perSecond = 1 + random.nextInt(50);
        var bucket = new TokenBucket(perSecond, 0);
        long now = 0;
        int given = 0;
        for (int n = 0; n < 5_000; n++) {
            now += random.nextInt(3) == 0 ? random.nextLong(SECOND / 10) : -random.nextLong(1_000);
            var wait = bucket.take(now);
            given += wait.isZero() ? 1 : 0;
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }

        assertThat((double) given).isLessThanOrEqualTo(perSecond * (10 + now / (double) SECOND) + 1);
    }

    @Test
    void countsPerCaller() {
        var now = new AtomicLong();
        var limit = new RateLimit(1, now::get);
        for (int n = 0; n < 10; n++) {
            limit.take("jane");
        }

        assertRefusedForASecond(limit);
        limit.take("jim");
        now.set(SECOND / 2 + 1);
        assertRefusedForASecond(limit);
        now.set(SECOND);
        limit.take("jane");
    }

    @Test
    void peeksWithoutCounting() {
        var limit = new RateLimit(1, () -> 0);
        for (int n = 0; n < 100; n++) {
            limit.check("jane");
        }
        for (int n = 0; n < 11; n++) {
            limit.count("jane");
        }

        assertProblem(ProblemType.TOO_MANY_REQUESTS, () -> limit.check("jane"));
    }

    @Test
    void canBeDisabled() {
        var limit = new RateLimit(0, () -> 0);
        for (int n = 0; n < 100; n++) {
            limit.take("jane");
            limit.count("jane");
        }
        limit.check("jane");
    }

    private static void assertRefusedForASecond(RateLimit limit) {
        assertProblem(ProblemType.TOO_MANY_REQUESTS, () -> limit.take("jane"))
                .satisfies(refused -> assertThat(refused.headers()).containsEntry("Retry-After", "1"));
    }
}
