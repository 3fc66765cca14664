package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packaged service with its embedded parts in a folder, as {@code ./milepost start} runs it. */
final class LocalService implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Pattern LAST_LINE =
            Pattern.compile("Milepost runs: API (\\S+)/api/v1, documentation (\\S+), health (\\S+)\\s*$");

    private final Path folder;
    private @Nullable Process process;

    LocalService(Path folder) {
        this.folder = folder;
    }

    /** Starts it and waits until it is ready; what it has printed. */
    String start() throws IOException {
        return start(List.of());
    }

    /** @param disguise what runs it as another user */
    String start(List<String> disguise) throws IOException {
        var started = launch("output.log", disguise);
        process = started;
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(started.isAlive()).isTrue();
            assertThat(folder.resolve("output.log")).content().containsPattern(LAST_LINE);
        });
        return Files.readString(folder.resolve("output.log"));
    }

    Process launch(String output, List<String> disguise) throws IOException {
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

    /** The exit code after SIGTERM. */
    int terminated() throws InterruptedException {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        process.destroy();
        return process.waitFor();
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The host and port of the API. */
    static String addressOf(String output) {
        var line = LAST_LINE.matcher(output);
        assertThat(line.find()).isTrue();
        return URI.create(line.group(1)).getAuthority();
    }

    /** @param place which address of the last line is asked */
    static int statusOf(String output, int place) throws IOException, InterruptedException {
        var line = LAST_LINE.matcher(output);
        assertThat(line.find()).isTrue();
        var request = HttpRequest.newBuilder(URI.create(line.group(place))).build();
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }
}
