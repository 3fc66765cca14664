package dev.milepost.cli.policy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost policy lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks policies and their cases offline, as the service does when a policy is saved. In folders,"
                + " the YAML files with policies are read.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors; there may be warnings", "1:there are errors", "2:the command could not run"})
final class LintCommand extends ReportingCommand {

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "The files and folders.")
    private List<Path> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            converter = OutputFormat.OfFindings.class,
            description = "The output format. Default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    @Override
    int execute(PrintStream out, PrintStream err) {
        var report = PolicyLint.read(paths);
        out.println(LintOutput.of(report, format));
        return report.errors() == 0 ? OK : FINDINGS;
    }
}
