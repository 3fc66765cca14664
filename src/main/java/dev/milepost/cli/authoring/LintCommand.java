package dev.milepost.cli.authoring;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.composition.CompositionSettings;
import dev.milepost.templates.composition.TemplateLint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
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
        // Several versions may have the same fault in a module that they share.
        var findings = new LinkedHashMap<String, LintFinding>();
        Stream.of(
                        found.findings().stream(),
                        found.versions().stream()
                                .filter(version -> version.goldenPath().isPresent())
                                .flatMap(version -> findings(version, found).stream()),
                        FolderLint.check(found).stream())
                .flatMap(some -> some)
                .forEach(finding -> findings.put(finding.toString(), finding));
        findings.keySet().forEach(out::println);
        long errors = findings.values().stream().filter(LintFinding::isError).count();
        out.printf(
                "%d versions read, %d errors%s%n",
                found.versions().size(),
                errors,
                findings.size() == errors ? "" : ", %d warnings".formatted(findings.size() - errors));
        return errors == 0 ? OK : FINDINGS;
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
            return TemplateLint.check(new FolderModules(folder).assembly(version)).stream()
                    .map(problem -> finding(problem, version, folder))
                    .toList();
        } catch (ProblemException e) {
            return e.faults().isEmpty()
                    ? List.of(version.finding("", String.valueOf(e.getMessage())))
                    : e.faults().stream()
                            .map(fault -> version.finding(fault.pointer(), fault.detail()))
                            .toList();
        }
    }

    /** Places a problem in the manifest that has it, or in its skeleton. */
    private static LintFinding finding(TemplateLint.Problem problem, FoundVersion version, TemplateFolder folder) {
        var by = folder.versions().stream()
                .filter(found -> found.manifest().equals(problem.by()))
                .findFirst()
                .orElse(version);
        var finding = by.finding(problem.pointer(), problem.detail());
        return problem.isError() ? finding : finding.asWarning();
    }
}
