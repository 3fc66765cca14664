package dev.milepost;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milepost.local.LocalFault;
import dev.milepost.local.LocalParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the embedded parts say on a disk that has no space for them; needs the right to mount one. */
class FullDiskTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"postgres, 24m, shared", "postgres, 1m, own", "kafka, 4k, shared", "'postgres,kafka', 8k, shared"})
    void reportsFullDisk(String parts, String size, String programs) throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()), "cannot mount a disk");
        try {
            var place = programs.equals("own")
                    ? disk.resolve("programs")
                    : Path.of("target/postgres-programs").toAbsolutePath();

            assertThatThrownBy(() -> LocalParts.start(disk, place, Set.of(parts.split(",")), Map.of("fsync", "off")))
                    .isInstanceOf(LocalFault.class)
                    .hasMessageStartingWith("The disk of " + disk + " is full.")
                    .hasMessageContaining("MILEPOST_LOCAL_DIR");
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
