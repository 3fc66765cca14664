package dev.milepost.cli.backfill;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./milepost backfill}. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends the history of a local git repository to a running service: commits as changes, release"
                + " tags as deployments. Sending it again adds nothing. Of people nothing leaves this machine: no"
                + " names, no addresses, no messages.")
public final class BackfillCommand implements Callable<Integer> {

    @Option(names = "--git", paramLabel = "DIR", defaultValue = ".", description = "The repository. Default: here.")
    private Path git = Path.of(".");

    @Option(
            names = "--service",
            paramLabel = "ID",
            description = "Whose history it is. Default: the repository's name.")
    private @Nullable String service;

    @Option(
            names = "--tags",
            paramLabel = "PATTERN",
            description = "Which tags are deployments, such as 'payments-*'. Default: those named like a release, such"
                    + " as 1.2.3, v1.2.3 or name-1.2.3, without pre-releases.")
    private @Nullable String tags;

    @Option(
            names = "--deployments",
            paramLabel = "tags|merges|commits",
            converter = DeploymentSource.OptionConverter.class,
            description = "What is a deployment: a release tag, or a merge into or a commit of the main branch."
                    + " Default: tags; where there are none merges, where there are none commits.")
    private @Nullable DeploymentSource deployments;

    @Option(names = "--branch", paramLabel = "NAME", description = "The main branch. Default: what looks like it.")
    private @Nullable String branch;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = BackfillPlan.PRODUCTION,
            description = "Where it was deployed to. Default: ${DEFAULT-VALUE}.")
    private String environment = BackfillPlan.PRODUCTION;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:${env:QUARKUS_HTTP_PORT:-8080}",
            description =
                    "The service. Default: ${DEFAULT-VALUE}. The variable MILEPOST_TOKEN is shown to it as a token.")
    private URI url = URI.create("http://localhost:8080");

    @Option(names = "--dry-run", description = "Only says what it would send.")
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
            var sent = backfill.send(new MilepostClient(url, Backfill.TIMEOUT));
            sent.lines().forEach(out::println);
            return sent.isFullyAccepted() ? 0 : 1;
        } catch (CannotBackfill e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private BackfillPlan plan() {
        var selection = new HistorySelection(
                Optional.ofNullable(deployments), Optional.ofNullable(tags), Optional.ofNullable(branch));
        return new BackfillPlan(git, Optional.ofNullable(service), selection, environment);
    }
}
