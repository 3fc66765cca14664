package dev.milepost.cli.policy;

import dev.milepost.cli.command.ServiceUrl;
import dev.milepost.cli.policy.PolicyPush.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost policy push}: saves policies in a running service. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Saves the policies of files and folders in a running service. Those that it has already stay"
                + " unchanged, so the command can be repeated. If one has errors, none is sent.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all policies are saved",
            "1:a policy has errors, or the service rejected some",
            "2:the command could not run",
            "3:the service did not answer"
        })
final class PushCommand extends ReportingCommand {

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "The files and folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--dry-run",
            description =
                    "Saves nothing. Says what would be saved, and what each policy that the service has would block if"
                            + " it were enforced.")
    private boolean isDryRun;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "production",
            description = "The tier of environments for --dry-run. Default: production.")
    private String tier = "production";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a request is repeated while the service does not answer. Default: 30.")
    private int timeout = 30;

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Override
    int execute(PrintStream out, PrintStream err) {
        var report = PolicyLint.read(paths);
        if (report.errors() > 0) {
            err.println(LintOutput.of(report.withErrorsOnly(), OutputFormat.TEXT));
            return FINDINGS;
        }
        var push = new PolicyPush(new ServiceClient(url.get(), Duration.ofSeconds(timeout)), tier, out);
        var outcomes = report.policies().stream()
                .map(policy -> isDryRun ? push.preview(policy) : push.save(policy))
                .toList();
        out.printf(
                "%d created, %d changed, %d unchanged, %d rejected%s%n",
                Collections.frequency(outcomes, Outcome.CREATED),
                Collections.frequency(outcomes, Outcome.CHANGED),
                Collections.frequency(outcomes, Outcome.UNCHANGED),
                Collections.frequency(outcomes, Outcome.REJECTED),
                isDryRun ? "; nothing was saved" : "");
        return outcomes.contains(Outcome.REJECTED) ? FINDINGS : OK;
    }
}
