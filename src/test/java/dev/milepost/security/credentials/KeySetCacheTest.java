package dev.milepost.security.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.security.credentials.BoundedHttpFetch.Unreachable;
import dev.milepost.testing.MovedClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often an issuer is asked that takes its time. */
class KeySetCacheTest {

    private final MovedClock clock = new MovedClock();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void pausesAfterSlowResponse() {
        var keys = new KeySetCache(
                () -> {
                    asked.incrementAndGet();
                    clock.pass(KeySetCache.MIN_REFRESH_INTERVAL.plusSeconds(1));
                    throw new Unreachable("does not answer");
                },
                clock);

        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnreachable.class);
        assertThatThrownBy(() -> keys.find("b")).isInstanceOf(KeysUnreachable.class);

        assertThat(asked).hasValue(1);
        clock.pass(KeySetCache.MIN_REFRESH_INTERVAL);
        assertThatThrownBy(() -> keys.find("c")).isInstanceOf(KeysUnreachable.class);
        assertThat(asked).hasValue(2);
    }
}
