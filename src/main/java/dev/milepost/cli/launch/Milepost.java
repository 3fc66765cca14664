package dev.milepost.cli.launch;

import dev.milepost.cli.authoring.TemplatesCommand;
import dev.milepost.cli.backfill.BackfillCommand;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.lint.ValidateCommand;
import dev.milepost.cli.policy.PolicyCommand;
import dev.milepost.cli.slos.SloCommand;
import dev.milepost.cli.upgrade.UpgradeCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The main class. Without a command it starts the service, as a container does; the commands are for interactive use.
 */
@QuarkusMain
@Command(
        name = "milepost",
        mixinStandardHelpOptions = true,
        version = "Milepost 0.1.0-SNAPSHOT",
        description = "Measures software delivery beside Backstage: takes delivery events, computes the four keys.",
        footer = {
            "",
            "Without a command it starts the service with the configured PostgreSQL and Kafka (production).",
            "Configuration: QUARKUS_HTTP_PORT, QUARKUS_DATASOURCE_JDBC_URL, KAFKA_BOOTSTRAP_SERVERS; see README.md."
        },
        subcommands = {
            StartCommand.class,
            MigrateCommand.class,
            BackfillCommand.class,
            UpgradeCommand.class,
            ValidateCommand.class,
            TemplatesCommand.class,
            PolicyCommand.class,
            SloCommand.class
        })
public final class Milepost implements Callable<Integer> {

    public static void main(String... arguments) {
        // Parsing the command line takes a fifteenth of the startup time, so it is skipped without arguments.
        System.exit(arguments.length == 0 ? serve() : commandLine().execute(arguments));
    }

    private static int serve() {
        try {
            return new Milepost().call();
        } catch (CommandFailure fault) {
            System.err.println(fault.getMessage());
            return fault.exitCode();
        }
    }

    /** The command line, which prints start errors as one sentence. */
    static CommandLine commandLine() {
        return new CommandLine(new Milepost()).setExecutionExceptionHandler((fault, command, parsed) -> {
            if (fault instanceof CommandFailure failure) {
                command.getErr().println(failure.getMessage());
                return failure.exitCode();
            }
            throw fault;
        });
    }

    @Override
    public Integer call() {
        return serve(LaunchChecks.ofCurrentConfig());
    }

    /** Starts the service with its configuration and without embedded services. */
    static int serve(LaunchChecks checks) {
        checks.requireConfigured(Set.of("postgres", "kafka"));
        checks.requireAccess();
        checks.requireFreePort();
        return ServiceRunner.of(EmbeddedServices::empty).serve(ServerApplication.class);
    }
}
