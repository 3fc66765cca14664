package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with its embedded parts, as {@code ./milepost start} runs it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LocalStartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Promised are 10 s; a build machine is given twice that. */
    private static final Duration SECOND_START = Duration.ofSeconds(20);

    private static final Pattern LAST_LINE =
            Pattern.compile("Milepost runs: API (\\S+)/api/v1, documentation (\\S+), health (\\S+)\\s*$");

    @TempDir
    private Path folder;

    private @Nullable Process process;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void startsFromEmptyFolderAndStopsCleanly() throws Exception {
        var output = start();

        assertThat(statusOf(output, 3)).isEqualTo(200);
        assertThat(statusOf(output, 2)).isEqualTo(200);

        assertThat(terminated()).isEqualTo(143);
        assertThat(folder.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void restartsWithinTimeLimitAndAfterKill() throws Exception {
        start();
        terminated();

        long before = System.nanoTime();
        start();
        var second = Duration.ofNanos(System.nanoTime() - before);
        kill();

        assertThat(statusOf(start(), 3)).isEqualTo(200);
        System.out.printf("The second start took %d ms%n", second.toMillis());
        assertThat(second).isLessThan(SECOND_START);
    }

    @Test
    void refusesFolderInUse() throws Exception {
        start();
        var second = launch("second.log", List.of());

        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("second.log")).content().contains("Another Milepost (process", "MILEPOST_LOCAL_DIR");
    }

    @Test
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

        assertThat(statusOf(start(disguise), 3)).isEqualTo(200);

        var owner = Files.getOwner(folder.resolve("data/postgres/data"));
        assertThat(owner).isNotEqualTo(Files.getOwner(folder));
        assertThat(terminated()).isEqualTo(143);
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

    private String start() throws IOException {
        return start(List.of());
    }

    /** @param disguise what runs it as another user */
    private String start(List<String> disguise) throws IOException {
        var started = launch("output.log", disguise);
        process = started;
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(started.isAlive()).isTrue();
            assertThat(folder.resolve("output.log")).content().containsPattern(LAST_LINE);
        });
        return Files.readString(folder.resolve("output.log"));
    }

    private Process launch(String output, List<String> disguise) throws IOException {
        var command = new ArrayList<>(disguise);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Dmilepost.local.lib=" + Path.of("target/local").toAbsolutePath(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "start",
                "--no-backfill"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("MILEPOST_LOCAL_DIR", folder.resolve("data").toString());
        return builder.start();
    }

    private int terminated() throws InterruptedException {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        process.destroy();
        return process.waitFor();
    }

    private void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static int statusOf(String output, int place) throws IOException, InterruptedException {
        var line = LAST_LINE.matcher(output);
        assertThat(line.find()).isTrue();
        var request = HttpRequest.newBuilder(URI.create(line.group(place))).build();
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
