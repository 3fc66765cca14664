package dev.milepost.cli.authoring;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.composition.CompositionSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** The command {@code ./milepost templates lint}: runs all checks that need no service. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Reads all manifests, resolves each golden path against the modules of the folder, and composes it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:there are errors", "2:the command could not run"})
final class LintCommand extends AuthorCommand {

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.read(folder);
        var findings = new ArrayList<>(found.findings());
        found.versions().stream()
                .filter(version -> version.goldenPath().isPresent())
                .forEach(version -> findings.addAll(findings(version, found)));
        findings.forEach(out::println);
        out.printf("%d versions read, %d errors%n", found.versions().size(), findings.size());
        return findings.isEmpty() ? OK : FINDINGS;
    }

    private static List<LintFinding> findings(FoundVersion version, TemplateFolder folder) {
        try {
            Composer.compose(
                    new FolderModules(folder).assembly(version),
                    new CompositionSettings(
                            "http://localhost:8080",
                            CompositionSettings.Actions.STOCK,
                            version.manifest().name(),
                            false));
            return List.of();
        } catch (ProblemException e) {
            return e.faults().isEmpty()
                    ? List.of(version.finding("", String.valueOf(e.getMessage())))
                    : e.faults().stream()
                            .map(fault -> version.finding(fault.pointer(), fault.detail()))
                            .toList();
        }
    }
}
