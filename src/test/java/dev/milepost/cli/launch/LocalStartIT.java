package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with its embedded parts, as {@code ./milepost start} runs it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LocalStartIT {

    @TempDir
    private Path folder;

    private LocalService service;

    @BeforeEach
    void prepare() {
        service = new LocalService(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.close();
    }

    @Test
    void startsFromEmptyFolderAndStopsCleanly() throws Exception {
        var output = service.start();

        assertThat(LocalService.statusOf(output, 3)).isEqualTo(200);
        assertThat(LocalService.statusOf(output, 2)).isEqualTo(200);
        var readme = ReadmeExample.read();
        assertThat(readme.promised()).hasSizeGreaterThan(3);
        assertThat(readme.run(LocalService.addressOf(output)).replace(" ", "")).containsSubsequence(readme.promised());

        assertThat(service.terminated()).isEqualTo(143);
        assertThat(folder.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    @Tag(Soak.ALONE)
    void refusesFolderInUse() throws Exception {
        service.start();
        var second = service.launch("second.log", List.of());

        assertThat(second.waitFor(LocalService.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("second.log")).content().contains("Another Milepost (process", "MILEPOST_LOCAL_DIR");
    }

    @Test
    @Tag(Soak.ALONE)
    void startsWithoutPrivileges() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "these tests run without privileges anyway");
        assumeTrue(succeeds("setpriv", "--version"), "no setpriv here, which runs a program as another user");
        var disguise = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        var reads = new ArrayList<>(disguise);
        reads.addAll(List.of(
                "test",
                "-r",
                Path.of("target/local/milepost-local.jar").toAbsolutePath().toString()));
        assumeTrue(succeeds(reads.toArray(String[]::new)), "nobody else may read this checkout");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(LocalService.statusOf(service.start(disguise), 3)).isEqualTo(200);

        var owner = Files.getOwner(folder.resolve("data/postgres/data"));
        assertThat(owner).isNotEqualTo(Files.getOwner(folder));
        assertThat(service.terminated()).isEqualTo(143);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
