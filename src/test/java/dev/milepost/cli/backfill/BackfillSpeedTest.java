package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading is a fraction of the 15 seconds that 10,000 commits may take on two cores until they are counted. */
class BackfillSpeedTest {

    private static final int COMMITS = Integer.getInteger("milepost.test.backfill-commits", 10_000);

    @TempDir
    Path folder;

    @Test
    void readsTenThousandCommitsWithinTimeLimit() throws Exception {
        try (var git = TestGitRepository.create(folder)) {
            git.grow(COMMITS);
        }
        long start = cpuNanos();
        var events = new AtomicLong();
        var bytes = new AtomicLong();

        try (var checkout = LocalRepository.open(folder);
                var history = GitHistory.read(checkout, HistorySelection.DEFAULT)) {
            var batch = new Batch[] {new Batch()};
            new GoldenEventMapper(history, "payments", Optional.empty(), "production").forEach(event -> {
                events.incrementAndGet();
                batch[0].add(event);
                if (batch[0].isFull()) {
                    bytes.addAndGet(batch[0].toJson().length);
                    batch[0] = new Batch();
                }
            });
        }

        var spent = Duration.ofNanos(cpuNanos() - start);
        System.out.printf(
                "Read %,d events, %,d bytes, in %d ms of one core%n", events.get(), bytes.get(), spent.toMillis());
        assertThat(events.get()).isGreaterThan(COMMITS);
        assertThat(spent).isLessThan(Duration.ofMillis(5_000L * COMMITS / 10_000));
    }

    /** Of this thread: what others do on the machine is nothing to it. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
