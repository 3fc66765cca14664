package dev.milepost.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often an issuer is asked that takes its time. */
class KeySetTest {

    private Instant now = Instant.parse("2026-06-10T12:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void pausesAfterAnAnswerThatTookLongerThanThePause() {
        var keys = new KeySet(
                () -> {
                    asked.incrementAndGet();
                    now = now.plus(KeySet.PAUSE).plusSeconds(1);
                    throw new Unreachable("does not answer");
                },
                clock);

        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnreachable.class);
        assertThatThrownBy(() -> keys.find("b")).isInstanceOf(KeysUnreachable.class);

        assertThat(asked).hasValue(1);
        now = now.plus(KeySet.PAUSE);
        assertThatThrownBy(() -> keys.find("c")).isInstanceOf(KeysUnreachable.class);
        assertThat(asked).hasValue(2);
    }
}
