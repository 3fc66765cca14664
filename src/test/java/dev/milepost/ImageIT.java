package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milepost.build.ImageFiles;
import dev.milepost.local.LocalParts;
import dev.milepost.testing.Case;
import dev.milepost.testing.CaseRunner;
import dev.milepost.testing.OtherJdk;
import dev.milepost.testing.RunningService;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that goes into the image but its base: the runtime and the packaged service, in folders that nobody may write to, run
 * by a user who owns nothing, with the image's own flags and a cache made as for the image.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImageIT {

    private static final int LATEST_JDK = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The JVM ends where it cannot use the cache, instead of doing without. */
    private static final String CACHE_OR_NOTHING = "-XX:AOTMode=on";

    @TempDir
    private Path folder;

    @Test
    @Tag(Soak.ALONE)
    void runsUnprivilegedFromReadOnlyFilesWithAotCache() throws Exception {
        var jdk = OtherJdk.find(LATEST_JDK);
        assumeTrue(
                jdk.isPresent(), "no JDK %d or newer found; -Dmilepost.other-jdk=DIR names one".formatted(LATEST_JDK));
        assumeTrue("Linux".equals(System.getProperty("os.name")), "the image is Linux's");
        var image = ImageFiles.make(folder.resolve("root"), jdk.get());
        var logs = openToAll(Files.createDirectory(folder.resolve("logs")));
        openToOthers(folder);

        try (var parts = parts()) {
            image.train(asNobody(), parts.get(), logs.resolve("training.log"));
            closeToWriters(folder.resolve("root"));
            var files = files(folder.resolve("root"));
            var properties = new HashMap<>(parts.get());
            properties.put("jdk.java.options", CACHE_OR_NOTHING);
            var told = CaseRunner.alone(Case.conformance().get(0));

            try (var process = image.start(asNobody(), properties, Path.of("target", "image-it.log"))) {
                process.awaitReadiness(200, PATIENCE);
                var service = new RunningService(process::address, PATIENCE);
                service.sendBatch(told.events());
                service.awaitProjection(PATIENCE);

                assertThat(new CaseRunner(service).differences(told)).isEmpty();
                process.stop();
                assertThat(process.awaitEnd(PATIENCE)).isEqualTo(143);
            }
            assertThat(files(folder.resolve("root"))).isEqualTo(files);
        }
    }

    private LocalParts parts() {
        var programs = Path.of("target/postgres-programs").toAbsolutePath();
        var fast = Map.of("fsync", "off", "synchronous_commit", "off");
        return LocalParts.start(folder.resolve("parts"), programs, Set.of("postgres", "kafka"), fast);
    }

    /** Where the tests are root's, the service is somebody else's, as it is in the image; else it is that already. */
    private static List<String> asNobody() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--no-new-privs")
                : List.of();
    }

    private static Path openToAll(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void openToOthers(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void closeToWriters(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                permissions.removeAll(EnumSet.of(
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_WRITE));
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }

    private static Map<String, Long> files(Path root) throws IOException {
        var sizes = new TreeMap<String, Long>();
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                sizes.put(file.toString(), Files.isRegularFile(file) ? Files.size(file) : 0);
            }
        }
        return sizes;
    }
}
