package dev.milepost.cli.authoring;

import dev.milepost.cli.authoring.RegistryClient.PublishResult;
import dev.milepost.cli.command.ServiceUrl;
import dev.milepost.platform.text.Trim;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./milepost templates publish}: sends the versions of a folder to a service. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publishes all versions to a running service: modules before golden paths, lower versions first."
                + " Versions that are already published stay unchanged, so the command can be repeated.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all versions are published",
            "1:the service rejected some versions",
            "2:the command could not run"
        })
final class PublishCommand extends AuthorCommand {

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Option(
            names = "--source",
            paramLabel = "URL",
            description =
                    "The URL of DIR at a commit or tag from which Backstage reads the files, such as"
                            + " https://github.com/acme/templates/tree/v1/templates/. Default: Backstage reads from the service.")
    private @Nullable URI source;

    @Override
    int execute(Path folder, PrintStream out) {
        var found = TemplateFolder.require(folder);
        var registry = new RegistryClient(url.get());
        var results = found.versions().stream()
                .map(version -> {
                    var result = registry.publish(version, source(folder, version));
                    out.printf("%-9s %-8s %s%n", result.outcome(), kind(version), version.label());
                    result.faults().forEach(fault -> out.println("          " + fault));
                    out.flush();
                    return result;
                })
                .toList();
        var created = results.stream().filter(PublishResult::created).count();
        var rejected = results.stream().filter(PublishResult::rejected).count();
        out.printf(
                "%d published, %d already published, %d rejected%n",
                created, results.size() - created - rejected, rejected);
        return rejected == 0 ? OK : FINDINGS;
    }

    private static String kind(FoundVersion version) {
        return version.goldenPath().isPresent() ? "template" : "module";
    }

    private @Nullable String source(Path folder, FoundVersion version) {
        if (source == null) {
            return null;
        }
        var within = folder.relativize(version.file().resolveSibling(""))
                .toString()
                .replace(folder.getFileSystem().getSeparator(), "/");
        return Trim.trailing(source.toString(), '/') + "/" + (within.isEmpty() ? "" : within + "/");
    }
}
