package dev.milepost.cli.launch;

import dev.milepost.cli.authoring.TemplatesCommand;
import dev.milepost.cli.backfill.BackfillCommand;
import dev.milepost.cli.lint.ValidateCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Without a command it serves, as a container does; the commands are for people. */
@QuarkusMain
@Command(
        name = "milepost",
        mixinStandardHelpOptions = true,
        version = "Milepost 0.1.0-SNAPSHOT",
        description = "The companion of a Backstage install: delivery events in, the four keys out.",
        footer = {
            "",
            "Without a command it serves with what it is configured to use (production).",
            "Configuration: QUARKUS_HTTP_PORT, QUARKUS_DATASOURCE_JDBC_URL, KAFKA_BOOTSTRAP_SERVERS; see README.md."
        },
        subcommands = {
            StartCommand.class,
            MigrateCommand.class,
            BackfillCommand.class,
            ValidateCommand.class,
            TemplatesCommand.class
        })
public final class Milepost implements Callable<Integer> {

    public static void main(String... arguments) {
        // Reading what the commands take is a fifteenth of the time until the service is ready.
        System.exit(arguments.length == 0 ? serve() : commandLine().execute(arguments));
    }

    private static int serve() {
        try {
            return new Milepost().call();
        } catch (CannotStart fault) {
            System.err.println(fault.getMessage());
            return 1;
        }
    }

    /** The commands, with faults told as sentences. */
    static CommandLine commandLine() {
        return new CommandLine(new Milepost()).setExecutionExceptionHandler((fault, command, parsed) -> {
            if (fault instanceof CannotStart) {
                command.getErr().println(fault.getMessage());
                return 1;
            }
            throw fault;
        });
    }

    @Override
    public Integer call() {
        return serve(LaunchChecks.ofCurrentConfig());
    }

    /** Serves with what is configured, and with that alone. */
    static int serve(LaunchChecks surroundings) {
        surroundings.requireConfigured(Set.of("postgres", "kafka"));
        surroundings.requireAccess();
        surroundings.requireFreePort();
        return ServiceRunner.of(EmbeddedServices::empty).serve(ServerApplication.class);
    }
}
