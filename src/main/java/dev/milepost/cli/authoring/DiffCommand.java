package dev.milepost.cli.authoring;

import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.upgrades.merging.TreeDifference;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./milepost templates diff}: shows what two versions render differently. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Prints the changelog from one version to another, and the difference of the rendered files"
                + " as a patch for 'git apply'.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:compared", "1:a template has errors", "2:the command could not run"})
final class DiffCommand extends AuthorCommand {

    @Option(names = "--template", required = true, paramLabel = "NAME", description = "The golden path.")
    private String template = "";

    @Option(names = "--from", required = true, paramLabel = "VERSION", description = "The old version.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "The new version.")
    private String to = "";

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "A file with the parameters, YAML or JSON. Default: none.")
    private @Nullable Path values;

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.require(folder);
        var before = found.goldenPath(template + "@" + from);
        var after = found.goldenPath(template + "@" + to);
        var difference = TreeDifference.between(rendered(found, before), rendered(found, after));
        found.versions().stream()
                .filter(version -> version.goldenPath().isPresent()
                        && version.manifest().name().equals(template)
                        && version.manifest()
                                        .version()
                                        .compareTo(before.manifest().version())
                                > 0
                        && version.manifest()
                                        .version()
                                        .compareTo(after.manifest().version())
                                <= 0)
                .forEach(version -> print(version, out));
        out.print(difference);
        return OK;
    }

    private FileTree rendered(TemplateFolder found, FoundVersion version) {
        return ComposedTemplateRenderer.render(
                        new FolderModules(found).assembly(version), ValuesFile.read(values), new Renderer())
                .files();
    }

    private static void print(FoundVersion version, PrintStream out) {
        Changelog changelog = version.manifest().changelog();
        out.println(version.label());
        print("added", changelog.added(), out);
        print("changed", changelog.changed(), out);
        print("fixed", changelog.fixed(), out);
        print("removed", changelog.removed(), out);
        out.println();
    }

    private static void print(String label, List<String> entries, PrintStream out) {
        entries.forEach(entry -> out.printf("  %-9s%s%n", label, entry));
    }
}
