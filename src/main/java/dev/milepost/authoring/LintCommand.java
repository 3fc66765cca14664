package dev.milepost.authoring;

import dev.milepost.composition.Composer;
import dev.milepost.composition.Setting;
import dev.milepost.platform.ProblemException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Checks all that can be checked without a service. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Reads all manifests, resolves each golden path against the modules of the folder, and composes it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:there are errors", "2:the command cannot do its work"})
final class LintCommand extends AuthorCommand {

    @Override
    int work(Path folder, PrintStream out) {
        var found = TemplateFolder.read(folder);
        var flaws = new ArrayList<>(found.flaws());
        found.versions().stream()
                .filter(version -> version.goldenPath().isPresent())
                .forEach(version -> flaws.addAll(flaws(version, found)));
        flaws.forEach(out::println);
        out.printf("%d versions read, %d errors%n", found.versions().size(), flaws.size());
        return flaws.isEmpty() ? DONE : FOUND_WRONG;
    }

    private static List<Flaw> flaws(FoundVersion version, TemplateFolder folder) {
        try {
            Composer.compose(
                    new FolderOffer(folder).assembly(version),
                    new Setting(
                            "http://localhost:8080",
                            Setting.Actions.STOCK,
                            version.manifest().name(),
                            false));
            return List.of();
        } catch (ProblemException e) {
            return e.faults().isEmpty()
                    ? List.of(version.flaw("", String.valueOf(e.getMessage())))
                    : e.faults().stream()
                            .map(fault -> version.flaw(fault.pointer(), fault.detail()))
                            .toList();
        }
    }
}
