package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.ServiceUrl;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./milepost backfill}. */
@Command(
        name = BackfillCommand.NAME,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends the history of a local git repository to a running service: commits as changes, release"
                + " tags as deployments. Sending it again adds nothing. Names, email addresses and commit messages"
                + " are not sent.")
public final class BackfillCommand implements Callable<Integer> {

    static final String NAME = "backfill";

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--git",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The repository. Default: the current folder.")
    private Path git = Path.of(".");

    @Option(
            names = "--service",
            paramLabel = "ID",
            description = "The service that the history belongs to. Default: the repository's name.")
    private @Nullable String service;

    @Option(
            names = "--tags",
            paramLabel = "PATTERN",
            description =
                    "The tags that are deployments, such as 'payments-*'. Default: tags named like a release, such"
                            + " as 1.2.3, v1.2.3 or name-1.2.3, without pre-releases.")
    private @Nullable String tags;

    @Option(
            names = "--deployments",
            paramLabel = "tags|merges|commits",
            converter = DeploymentSource.OptionConverter.class,
            description = "What counts as a deployment: release tags, merges into the main branch, or its commits."
                    + " Default: tags; without tags, merges; without merges, commits.")
    private @Nullable DeploymentSource deployments;

    @Option(names = "--branch", paramLabel = "NAME", description = "The main branch. Default: detected.")
    private @Nullable String branch;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = BackfillPlan.PRODUCTION,
            description = "The environment of the deployments. Default: ${DEFAULT-VALUE}.")
    private String environment = BackfillPlan.PRODUCTION;

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Option(names = "--dry-run", description = "Print what would be sent, and send nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) throws InterruptedException {
        try {
            var backfill = new Backfill(plan(), out, ProgressReporter.on(err));
            if (dryRun) {
                backfill.dryRun();
                return 0;
            }
            var interruption = InterruptionMessage.prepare(err, arguments(), backfill::isSent);
            try {
                var sent = backfill.send(new MilepostClient(url.get(), Backfill.TIMEOUT));
                sent.lines().forEach(out::println);
                return sent.isFullyAccepted() ? 0 : 1;
            } finally {
                interruption.cancel();
            }
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    /** The command and its arguments, as they were given. */
    private List<String> arguments() {
        var given = command == null
                ? List.<String>of()
                : command.commandLine().getParseResult().originalArgs();
        return given.isEmpty() || !given.get(0).equals(NAME)
                ? Stream.concat(Stream.of(NAME), given.stream()).toList()
                : given;
    }

    private BackfillPlan plan() {
        var selection = new HistorySelection(
                Optional.ofNullable(deployments), Optional.ofNullable(tags), Optional.ofNullable(branch));
        return new BackfillPlan(git, Optional.ofNullable(service), selection, environment);
    }
}
