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
        description =
                "Prints the lock of each golden path, resolved against the modules of the folder, or why it has none.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all golden paths have a lock", "1:modules are not compatible", "2:the command could not run"
        })
final class ResolveCommand extends AuthorCommand {

    @Option(
            names = "--template",
            paramLabel = "NAME[@VERSION]",
            description = "The golden path. Default: all versions of all golden paths.")
    private @Nullable String template;

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.require(folder);
        var requested = template == null
                ? found.versions().stream()
                        .filter(version -> version.goldenPath().isPresent())
                        .toList()
                : List.of(found.goldenPath(template));
        for (var version : requested) {
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
