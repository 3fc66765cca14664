package dev.milepost.cli.policy;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.policy.engines.OpaDocuments;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost policy test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Evaluates the cases of policies offline, with the engines of the service. Cases are in files"
                + " NAME.policy-test.yaml beside the policies.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no case failed; some may be skipped",
            "1:a case failed, or a policy or a case is not valid",
            "2:the command could not run"
        })
final class TestCommand extends ReportingCommand {

    @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "The files and folders of policies and cases.")
    private List<Path> paths = List.of();

    @Option(
            names = "--opa",
            paramLabel = "URL|FILE",
            description = "For policies of the engine opa: the URL of an OPA that has the Rego, or the program opa."
                    + " Without it, their cases are skipped.")
    private @Nullable String opa;

    @Option(
            names = "--rego",
            paramLabel = "PATH",
            description = "A file or folder of Rego that the program opa reads. Can be repeated.")
    private List<Path> rego = List.of();

    @Option(names = "--coverage", description = "Also lists the rules that fail in no case.")
    private boolean isCoverage;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = OutputFormat.OfTests.class,
            description = "The output format. Default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(names = "--print-schema", description = "Only prints the JSON Schema of the files with cases.")
    private boolean isSchema;

    @Override
    int execute(PrintStream out, PrintStream err) {
        if (isSchema) {
            out.println(PolicyCases.schema().toPrettyString());
            return OK;
        }
        if (paths.isEmpty()) {
            throw CommandFailure.cannotRun("Name the files and folders of the policies and their cases.");
        }
        var report = PolicyLint.read(paths);
        if (report.errors() > 0) {
            err.println(LintOutput.of(report.withErrorsOnly(), OutputFormat.TEXT));
            return FINDINGS;
        }
        if (report.cases().isEmpty()) {
            throw CommandFailure.cannotRun(
                    "There are no cases in %s. They are documents of kind PolicyTest.", PolicyLint.text(paths));
        }
        var runner = new CaseRunner(report.policies(), opa());
        var results = report.cases().stream()
                .flatMap(cases -> runner.run(cases).stream())
                .toList();
        var output = new TestOutput(report, results);
        out.println(format == OutputFormat.JSON ? output.json().toPrettyString() : output.text(isCoverage));
        return output.failed() == 0 ? OK : FINDINGS;
    }

    private @Nullable OpaDocuments opa() {
        if (opa == null) {
            return null;
        }
        if (!opa.startsWith("http://") && !opa.startsWith("https://")) {
            return new OpaProgram(Path.of(opa), rego);
        }
        try {
            return OpaDocuments.at(URI.create(opa));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.cannotRun("'%s' is not the URL of an OPA.", opa);
        }
    }
}
