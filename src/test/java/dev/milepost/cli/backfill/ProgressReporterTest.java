package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now = 1;

    @Test
    void printsRemainingTimeUntilAllIsCounted() {
        var progress = everySecond();
        progress.show(0, 0, 40_000);

        after(10, () -> progress.show(40_000, 10_000, 40_000));

        assertThat(lines()).containsExactly("Sent 40,000 of 40,000, counted 10,000, 30 s left");
    }

    /** Changes are counted quickly and deployments slowly, so the rate since the start says nothing of the end. */
    @Test
    void takesTheRateOfTheLastSeconds() {
        var progress = everySecond();
        progress.show(0, 0, 10_000);
        after(1, () -> progress.show(10_000, 9_000, 10_000));
        for (int i = 1; i <= 10; i++) {
            int counted = 9_000 + 10 * i;
            after(5, () -> progress.show(10_000, counted, 10_000));
        }

        assertThat(lines()).last().isEqualTo("Sent 10,000 of 10,000, counted 9,100, 7 min 30 s left");
    }

    @Test
    void givesNoRemainingTimeWhileNothingIsCounted() {
        var progress = everySecond();
        progress.show(0, 0, 1_000);
        after(2, () -> progress.show(1_000, 0, 1_000));
        after(2, () -> progress.show(1_000, 500, 1_000));
        after(11, () -> progress.show(1_000, 500, 1_000));

        assertThat(lines())
                .containsExactly(
                        "Sent 1,000 of 1,000, counted 0, remaining time unknown",
                        "Sent 1,000 of 1,000, counted 500, 4 s left",
                        "Sent 1,000 of 1,000, counted 500, remaining time unknown");
    }

    /** An estimate grows while the last step takes long. */
    @Test
    void countsTheTimeSinceTheLastProgress() {
        var progress = everySecond();
        progress.show(0, 0, 1_000);
        after(2, () -> progress.show(1_000, 500, 1_000));
        after(8, () -> progress.show(1_000, 500, 1_000));

        assertThat(lines()).last().asString().endsWith("10 s left");
    }

    @Test
    void printsLongTimes() {
        assertThat(ProgressReporter.remainingTime(Duration.ofMillis(1_100))).isEqualTo("2 s left");
        assertThat(ProgressReporter.remainingTime(Duration.ofSeconds(999))).isEqualTo("16 min 39 s left");
        assertThat(ProgressReporter.remainingTime(Duration.ofSeconds(100_000))).isEqualTo("27 h 46 min left");
    }

    @Test
    void limitsOutputRate() {
        var rarely = ProgressReporter.inLog(stream(), Duration.ofHours(1), () -> now);
        for (int i = 0; i < 3; i++) {
            int done = i;
            after(60, () -> rarely.show(done, done, 3));
        }

        assertThat(lines()).isEmpty();
    }

    private ProgressReporter everySecond() {
        return ProgressReporter.inLog(stream(), Duration.ofSeconds(1), () -> now);
    }

    private void after(long seconds, Runnable work) {
        now += Duration.ofSeconds(seconds).toNanos();
        work.run();
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
