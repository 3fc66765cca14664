package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.local.LocalParts;
import dev.milepost.testing.Case;
import dev.milepost.testing.CaseRunner;
import dev.milepost.testing.EarlierRelease;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on the database of the release before it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UpgradeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void answersLikePreviousReleaseAfterMigration() throws Exception {
        var before = EarlierRelease.last();
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        var fast = Map.of("fsync", "off", "synchronous_commit", "off");
        try (var parts = LocalParts.start(folder, programs, Set.of("postgres", "kafka"), fast)) {
            before.restore(parts.get());
            var version = EarlierRelease.version(parts.get());
            var properties = new HashMap<>(parts.get());
            // However long ago the release was.
            properties.put("milepost.retention", "36500d");
            var told = CaseRunner.alone(Case.conformance().get(0));

            try (var process = ServiceProcess.start(properties, Path.of("target", "upgrade.log"))) {
                process.awaitReadiness(200, PATIENCE);
                var service = new RunningService(process::address, PATIENCE);
                service.awaitProjection(PATIENCE);

                assertThat(EarlierRelease.version(parts.get())).isGreaterThanOrEqualTo(version);
                assertThat(before.differences(process.address())).isEmpty();
                service.sendBatch(told.events());
                service.awaitProjection(PATIENCE);
                assertThat(new CaseRunner(service).differences(told)).isEmpty();
            }
        }
    }
}
