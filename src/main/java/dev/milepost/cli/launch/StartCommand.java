package dev.milepost.cli.launch;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service on a development machine, with an embedded PostgreSQL and Kafka where none are configured. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts the service with an embedded PostgreSQL and Kafka. Only this machine can reach it.",
        footer = {
            "",
            "QUARKUS_HTTP_PORT            the port (default 8080; 0 for any free port)",
            "MILEPOST_LOCAL_DIR           the folder of the embedded data (default .milepost/)",
            "QUARKUS_DATASOURCE_JDBC_URL  a PostgreSQL to use instead of the embedded one",
            "KAFKA_BOOTSTRAP_SERVERS      a Kafka to use instead of the embedded one",
            "MILEPOST_BACKFILL_GIT        the repository of the first backfill (default: this checkout)"
        })
final class StartCommand implements Callable<Integer> {

    @Option(
            names = "--no-backfill",
            description = "Do not backfill the history of a git repository at the first start.")
    private boolean noBackfill;

    @Override
    public Integer call() {
        if (System.getenv("QUARKUS_PROFILE") == null && System.getProperty("quarkus.profile") == null) {
            System.setProperty("quarkus.profile", "local");
        }
        var checks = LaunchChecks.ofCurrentConfig();
        if (!checks.isLocalProfile()) {
            return Milepost.serve(checks);
        }
        checks.requireAccess();
        checks.requireFreePort();
        var folder = checks.localFolder();
        System.out.println("Starting with the data folder " + folder);
        var repository = noBackfill ? "" : checks.repository().toString();
        return ServiceRunner.of(() -> start(folder, checks.missingServices()))
                .serve(StandaloneApplication.class, folder.toString(), repository);
    }

    private static EmbeddedServices start(Path folder, Set<String> missing) {
        var parts = EmbeddedServices.start(folder, missing);
        parts.properties().forEach(System::setProperty);
        return parts;
    }
}
