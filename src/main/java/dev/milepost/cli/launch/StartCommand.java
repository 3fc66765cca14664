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
        description = "Starts the service with an embedded PostgreSQL and Kafka, for this machine alone.",
        footer = {
            "",
            "QUARKUS_HTTP_PORT            where it listens (default 8080; 0 for any free port)",
            "MILEPOST_LOCAL_DIR           keeps the embedded data (default .milepost/)",
            "QUARKUS_DATASOURCE_JDBC_URL  a PostgreSQL to use instead of the embedded one",
            "KAFKA_BOOTSTRAP_SERVERS      a Kafka to use instead of the embedded one",
            "MILEPOST_BACKFILL_GIT        the repository of the first backfill (default: this checkout)"
        })
final class StartCommand implements Callable<Integer> {

    @Option(names = "--no-backfill", description = "Start empty: no history of a git repository the first time.")
    private boolean noBackfill;

    @Override
    public Integer call() {
        if (System.getenv("QUARKUS_PROFILE") == null && System.getProperty("quarkus.profile") == null) {
            System.setProperty("quarkus.profile", "local");
        }
        var surroundings = LaunchChecks.ofCurrentConfig();
        if (!surroundings.isLocalProfile()) {
            return Milepost.serve(surroundings);
        }
        surroundings.requireAccess();
        surroundings.requireFreePort();
        var folder = surroundings.localFolder();
        System.out.println("Starting with the data in " + folder);
        var repository = noBackfill ? "" : surroundings.repository().toString();
        return ServiceRunner.of(() -> start(folder, surroundings.missingServices()))
                .serve(LocalApplication.class, folder.toString(), repository);
    }

    private static EmbeddedServices start(Path folder, Set<String> missing) {
        var parts = EmbeddedServices.start(folder, missing);
        parts.properties().forEach(System::setProperty);
        return parts;
    }
}
