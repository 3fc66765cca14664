package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Soak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long {@code ./milepost start} takes on data that are there. Nothing else runs beside it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag(Soak.ALONE)
class LocalRestartIT {

    /** Promised are 10 s; a build machine is given twice that. */
    private static final Duration SECOND_START = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void restartsWithinTimeLimitAndAfterKill() throws Exception {
        try (var service = new LocalService(folder)) {
            service.start();
            service.terminated();

            long before = System.nanoTime();
            service.start();
            var second = Duration.ofNanos(System.nanoTime() - before);
            service.kill();

            assertThat(LocalService.statusOf(service.start(), 3)).isEqualTo(200);
            System.out.printf("The second start took %d ms%n", second.toMillis());
            assertThat(second).isLessThan(SECOND_START);
        }
    }
}
