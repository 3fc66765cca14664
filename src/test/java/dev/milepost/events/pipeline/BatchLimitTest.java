package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitTest {

    private final BatchLimit limit = new BatchLimit();

    @Test
    void isReducedToHalfOfWhatTookTooLong() {
        limit.reduce(100);

        assertThat(limit.events()).isEqualTo(50);
    }

    @Test
    void isAtLeastOneEvent() {
        limit.reduce(1);

        assertThat(limit.events()).isEqualTo(1);
    }

    @Test
    void growsAfterQuickTransactionsOfThisSize() {
        limit.reduce(100);

        limit.committed(49, Duration.ofSeconds(1));
        assertThat(limit.events()).isEqualTo(50);
        limit.committed(50, Duration.ofSeconds(3));
        assertThat(limit.events()).isEqualTo(50);
        limit.committed(50, Duration.ofSeconds(1));
        assertThat(limit.events()).isEqualTo(100);
    }

    @Test
    void growsUpToItsMaximum() {
        limit.committed(BatchLimit.MOST, Duration.ofSeconds(1));

        assertThat(limit.events()).isEqualTo(BatchLimit.MOST);
    }

    @Test
    void isReducedAfterALongTransaction() {
        limit.committed(1_000, Duration.ofSeconds(6));

        assertThat(limit.events()).isEqualTo(500);
    }
}
