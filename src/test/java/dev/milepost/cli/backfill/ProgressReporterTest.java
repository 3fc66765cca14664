package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    @Test
    void printsCountRateAndRemainingTime() {
        assertThat(ProgressReporter.line("Sent", 10_000, 40_000, 2_500))
                .isEqualTo("Sent 10,000 of 40,000, 2,500 a second, 12 s left");
        assertThat(ProgressReporter.line("Sent", 1_000, 1_000_000, 1_000))
                .isEqualTo("Sent 1,000 of 1,000,000, 1,000 a second, 16 min 39 s left");
        assertThat(ProgressReporter.line("Sent", 1, 100_000, 1)).endsWith("27 h 46 min left");
        assertThat(ProgressReporter.line("Counted", 0, 10, 0)).endsWith("remaining time unknown");
    }

    @Test
    void limitsOutputRate() {
        var out = new ByteArrayOutputStream();
        var rarely = ProgressReporter.inLog(new PrintStream(out, true, StandardCharsets.UTF_8), Duration.ofHours(1));
        var always = ProgressReporter.inLog(new PrintStream(out, true, StandardCharsets.UTF_8), Duration.ZERO);

        for (int i = 0; i < 3; i++) {
            rarely.show("Sent", i, 3);
            always.show("Counted", i, 3);
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("Counted "));
    }
}
