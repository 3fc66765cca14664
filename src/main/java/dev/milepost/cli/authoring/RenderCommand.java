package dev.milepost.cli.authoring;

import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.rendering.Renderer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./milepost templates render}: renders the files of a golden path. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Renders the files of a service as Backstage would.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:rendered", "1:the template has errors", "2:the command could not run"})
final class RenderCommand extends AuthorCommand {

    @Option(names = "--template", required = true, paramLabel = "NAME[@VERSION]", description = "The golden path.")
    private String template = "";

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "A file with the parameters, YAML or JSON. Default: none.")
    private @Nullable Path values;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write to, which must be empty or missing. Default: only list the files.")
    private @Nullable Path target;

    @Option(
            names = "--repository",
            description =
                    "Only what the first step that publishes puts into the repository, instead of the whole workspace.")
    private boolean isRepository;

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.require(folder);
        var resolved = new FolderModules(found).assembly(found.goldenPath(template));
        var service = ComposedTemplateRenderer.render(resolved, ValuesFile.read(values), new Renderer());
        var files = isRepository ? service.files() : service.workspace();
        files.files()
                .forEach((path, file) -> out.printf(
                        "%-8s%,10d  %s%n", service.behaviour(path).name().toLowerCase(Locale.ROOT), file.size(), path));
        if (target != null) {
            TreeWriter.write(files, target);
        }
        out.printf("%d files, %s%n", files.files().size(), files.digest());
        return OK;
    }
}
