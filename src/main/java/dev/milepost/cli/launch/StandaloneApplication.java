package dev.milepost.cli.launch;

import dev.milepost.cli.backfill.Backfill;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The service on a development machine. It runs an initial backfill and prints its URLs. */
final class StandaloneApplication implements QuarkusApplication {

    private static final Duration BACKFILL_WAIT = Duration.ofSeconds(15);

    private final HttpServer server;

    StandaloneApplication(HttpServer server) {
        this.server = server;
    }

    /**
     * @param arguments the folder of the embedded data, and the repository of the initial backfill; empty for no
     *     backfill
     */
    @Override
    public int run(String... arguments) {
        var url = URI.create("http://localhost:" + server.getPort());
        if (!arguments[1].isEmpty()) {
            backfillOnce(Path.of(arguments[0], "backfilled"), Path.of(arguments[1]), url);
        }
        System.out.printf(
                "Milepost runs: API %1$s/api/v1, documentation %1$s/q/swagger-ui, health %1$s/q/health%n", url);
        Quarkus.waitForExit();
        return 0;
    }

    /**
     * Waits for a short backfill, so that the URLs are printed last. A long one continues in the background and prints
     * its own result.
     */
    private static void backfillOnce(Path mark, Path repository, URI url) {
        if (Files.exists(mark)) {
            return;
        }
        var thread = new Thread(() -> backfill(mark, repository, url), "first-backfill");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(BACKFILL_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An incomplete backfill is repeated at the next start, which adds only the missing events. */
    private static void backfill(Path mark, Path repository, URI url) {
        if (!Backfill.run(repository, Optional.empty(), url, System.out)) {
            return;
        }
        try {
            Files.createFile(mark);
        } catch (IOException e) {
            System.out.println("Cannot write " + mark + ". The backfill is repeated at the next start.");
        }
    }
}
