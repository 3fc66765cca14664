package dev.milepost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.ServiceUrl;
import dev.milepost.events.contract.UpgradeBranch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost upgrade}. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Upgrades the service in a git checkout to another version of its golden path. The change is one"
                + " commit on a new branch, with conflicts between markers. Uses git.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the branch has the upgrade, or there is nothing to upgrade",
            "1:the branch has the upgrade, with conflicts to resolve",
            "2:the command could not run; nothing was changed"
        })
public final class UpgradeCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The checkout. Default: the folder in which the command runs.")
    private Path folder = Path.of(".");

    @Option(names = "--service", required = true, paramLabel = "NAME", description = "The service.")
    private String service = "";

    @Option(names = "--to", paramLabel = "VERSION", description = "A version or channel. Default: stable.")
    private @Nullable String to;

    @Option(
            names = "--from",
            paramLabel = "NAME@VERSION",
            description = "The golden path and version of the service, if the service at the URL does not know them.")
    private @Nullable String from;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "A JSON file with parameters that no run has recorded.")
    private @Nullable Path values;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "The new branch. Default: milepost/upgrade-TEMPLATE-VERSION, by which webhooks"
                    + " know the upgrade. In a repository of several services, @SERVICE at its end says of which one.")
    private @Nullable String branch;

    @Option(names = "--dry-run", description = "Only prints what the upgrade changes.")
    private boolean isDryRun;

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            return upgrade(out);
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private int upgrade(PrintStream out) {
        var tree = WorkTree.of(folder);
        if (!isDryRun) {
            tree.requireClean();
        }
        var plan = new PlanClient(url.get()).plan(service, to, from, values, tree.trackedFiles());
        var description = PlanDescription.of(plan);
        out.print(description);
        int conflicts = plan.path("conflicts").asInt();
        if (isDryRun || !hasChanges(plan)) {
            out.println(isDryRun ? "Nothing was changed." : "There is nothing to change.");
            return conflicts == 0 ? 0 : 1;
        }
        var name = branch == null
                ? new UpgradeBranch(
                                plan.path("template").asText(), plan.path("to").asText())
                        .name()
                : branch;
        tree.commit(name, plan, description);
        out.printf(
                "Branch %s has the upgrade in one commit%s.%n",
                name, conflicts == 0 ? "" : ", with %d conflicts to resolve".formatted(conflicts));
        return conflicts == 0 ? 0 : 1;
    }

    private static boolean hasChanges(JsonNode plan) {
        return plan.path("files")
                .valueStream()
                .anyMatch(file -> file.hasNonNull("content")
                        || file.hasNonNull("moved_from")
                        || file.path("outcome").asText().equals("removed"));
    }
}
