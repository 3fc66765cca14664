package dev.milepost.cli.lint;

import dev.milepost.catalog.references.ReferenceCatalog.OfflineCatalog;
import dev.milepost.catalog.rules.InvalidRule;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.catalog.validation.RuleSet;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.YamlFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Validates entities in files against the annotation schema and the rules, offline. References and"
                + " published templates are not checked: that needs the catalog. In folders, all YAML files with"
                + " Backstage entities are read.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:there are errors", "2:the command line or the configuration is not valid"})
public final class ValidateCommand implements Callable<Integer> {

    private static final int USAGE_ERROR = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "The files and folders. Their entities are validated together.")
    private List<Path> paths = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            converter = OutputFormat.OptionConverter.class,
            description = "The output format. Default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A properties file with the service's milepost.validation.… settings. Default: the environment.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            var validation =
                    new EntityValidator(RuleSet.of(ValidationConfigLoader.load(config)), new OfflineCatalog(), 0);
            var report = EntityLinter.report(validation, YamlFiles.find(paths));
            out.println(format.print(report));
            out.flush();
            return report.isClean() ? 0 : 1;
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (InvalidRule e) {
            err.println(e.getMessage());
            return USAGE_ERROR;
        }
    }
}
