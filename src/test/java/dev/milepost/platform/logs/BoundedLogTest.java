package dev.milepost.platform.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedLogTest {

    @Test
    void limitsLinesPerMinuteAndReportsOmitted() {
        var now = new AtomicLong(Long.MAX_VALUE - 5);
        var written = new ArrayList<String>();
        var log = new BoundedLog(written::add, 3, now::get);

        for (int i = 0; i < 1_000; i++) {
            int number = i;
            log.warn(() -> "call " + number);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(55));
        log.warn(() -> "later");
        log.warn(() -> "last");

        assertThat(written)
                .isEqualTo(List.of("call 0", "call 1", "call 2", "later (997 more were not logged)", "last"));
    }
}
