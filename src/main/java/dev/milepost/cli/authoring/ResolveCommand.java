package dev.milepost.cli.authoring;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./milepost templates resolve}: prints the locks of golden paths. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        description = "Prints the lock of each golden path, of the modules of the folder alone, or why there is none.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:there is a lock", "1:modules do not go together", "2:the command cannot do its work"})
final class ResolveCommand extends AuthorCommand {

    @Option(
            names = "--template",
            paramLabel = "NAME[@VERSION]",
            description = "Which golden path. Default: all of them, in all versions.")
    private @Nullable String template;

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.require(folder);
        var asked = template == null
                ? found.versions().stream()
                        .filter(version -> version.goldenPath().isPresent())
                        .toList()
                : List.of(found.goldenPath(template));
        for (var version : asked) {
            var lock = new FolderModules(found).lock(version);
            out.printf("%s  %s  %s%n", version.label(), lock.resolver(), lock.digest());
            lock.modules()
                    .forEach(module -> out.printf(
                            "  %-9s%-32s%-12s%s%n",
                            module.phase().name().toLowerCase(Locale.ROOT),
                            module.name(),
                            module.version(),
                            module.digest()));
        }
        return OK;
    }
}
