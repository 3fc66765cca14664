package dev.milepost.cli.launch;

import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Migrates the database schema to this version and exits, so that it can be done once, before replicas start. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Migrates the database schema to this version and exits. Kafka is not needed.",
        footer = {
            "",
            "QUARKUS_DATASOURCE_JDBC_URL             the URL of PostgreSQL, with QUARKUS_DATASOURCE_USERNAME and _PASSWORD",
            "QUARKUS_FLYWAY_MIGRATE_AT_START=false   prevents the service from migrating the schema when it starts"
        })
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        // With this setting Quarkus runs its startup tasks and exits before the service listens or consumes.
        System.setProperty("quarkus.init-and-exit", "true");
        System.setProperty("quarkus.flyway.migrate-at-start", "true");
        LaunchChecks.ofCurrentConfig().requireConfigured(Set.of("postgres"));
        return ServiceRunner.of(EmbeddedServices::empty).serve(null);
    }
}
