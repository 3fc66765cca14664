package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.cli.command.CommandFailure;
import dev.milepost.cli.command.ServiceUrl;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.ValueSetting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost templates adopt}: links an existing service to a golden path. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Finds the version of a golden path that a checkout has most files of, and writes it as the"
                + " annotation milepost.dev/template into catalog-info.yaml. From then on the service is upgraded like one"
                + " that was made from it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the annotation is written, or was there", "1:no version fits", "2:the command could not run"
        })
final class AdoptCommand implements Callable<Integer> {

    private static final String CATALOG_FILE = "catalog-info.yaml";
    private static final String POINTER = "/metadata/annotations/milepost.dev~1template";
    private static final int SHOWN = 5;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The checkout of the service. Default: the folder in which the command runs.")
    private Path folder = Path.of(".");

    @Option(
            names = "--templates",
            paramLabel = "FOLDER",
            description = "The folder of the golden paths. Default: those that are published at the URL.")
    private @Nullable Path templates;

    @Option(
            names = "--template",
            paramLabel = "NAME[@VERSION]",
            description = "Only this golden path, or version. Default: all.")
    private @Nullable String template;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "A file with parameters, YAML or JSON. The others are guessed from the files.")
    private @Nullable Path values;

    @Option(
            names = "--least",
            paramLabel = "PERCENT",
            defaultValue = "30",
            description = "The least share of equal files. Default: ${DEFAULT-VALUE}.")
    private int least = 30;

    @Option(
            names = "--save-values",
            paramLabel = "FILE",
            description = "Writes the parameters as JSON, for --values of the command upgrade.")
    private @Nullable Path savedValues;

    @Option(names = "--dry-run", description = "Only shows the candidates.")
    private boolean isDryRun;

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        return AuthorCommand.reporting(() -> adopt(out), err);
    }

    private int adopt(PrintStream out) {
        var checkout = CheckoutFolder.of(folder);
        var chosen = ValuesFile.read(values);
        var renderer = new Renderer();
        var candidates = new ArrayList<AdoptionCandidate>();
        each(resolved -> AdoptionCandidate.of(resolved, checkout, chosen, renderer)
                .filter(candidate -> candidate.present() > 0)
                .ifPresent(candidates::add));
        candidates.sort(AdoptionCandidate.BEST);
        candidates.stream().limit(SHOWN).forEach(candidate -> print(candidate, out));
        if (candidates.isEmpty() || candidates.get(0).share() * 100 < least) {
            out.printf(
                    "No version has %d %% of its files here. Name parameters with --values, or a lower share with --least.%n",
                    least);
            return AuthorCommand.FINDINGS;
        }
        var first = candidates.get(0);
        out.printf("%s fits best, with the parameters %s%n", first.label(), first.parameters());
        if (savedValues != null) {
            save(first, savedValues);
        }
        if (!isDryRun) {
            annotate(checkout, first, out);
        }
        return AuthorCommand.OK;
    }

    /** Goes through the versions one by one, since their files together do not fit into memory. */
    private void each(Consumer<ResolvedGoldenPath> visitor) {
        var wanted = template == null ? List.<String>of() : List.of(template.split("@", 2));
        if (templates != null) {
            var found = TemplateFolder.require(templates);
            found.versions().stream()
                    .filter(version -> version.goldenPath().isPresent())
                    .filter(version -> isWanted(
                            wanted,
                            version.manifest().name(),
                            version.manifest().version().toString()))
                    .forEach(version -> visitor.accept(new FolderModules(found).assembly(version)));
            return;
        }
        var registry = new RegistryDownload(url.get());
        for (var name : wanted.isEmpty() ? registry.names() : List.of(wanted.get(0))) {
            for (var version : registry.versions(name)) {
                if (isWanted(wanted, name, version)) {
                    visitor.accept(registry.resolved(name, version));
                }
            }
        }
    }

    private static boolean isWanted(List<String> wanted, String name, String version) {
        return wanted.isEmpty()
                || wanted.get(0).equals(name)
                        && (wanted.size() == 1 || wanted.get(1).equals(version));
    }

    private static void print(AdoptionCandidate candidate, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%5.1f %%  %s  %d of %d files equal, %d present%n",
                candidate.share() * 100,
                candidate.label(),
                candidate.equal(),
                candidate.files(),
                candidate.present());
    }

    private static void save(AdoptionCandidate candidate, Path file) {
        try {
            Files.writeString(file, candidate.parameters().toPrettyString() + "\n");
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write %s: %s", file, e.getMessage());
        }
    }

    private static void annotate(CheckoutFolder checkout, AdoptionCandidate candidate, PrintStream out) {
        var place = checkout.folder().resolve(CATALOG_FILE);
        var text = checkout.find(CATALOG_FILE)
                .flatMap(TreeFile::text)
                .orElseThrow(() -> CommandFailure.cannotRun(
                        "%s is missing or no text. Annotate the entity of the service with milepost.dev/template: %s.",
                        place, candidate.label()));
        if (ValueSetting.find(CATALOG_FILE, text, POINTER)
                .filter(known -> known.contains(candidate.label()))
                .isPresent()) {
            out.printf("%s says so already.%n", CATALOG_FILE);
            return;
        }
        var changed = ValueSetting.set(CATALOG_FILE, text, POINTER, TextNode.valueOf(candidate.label()))
                .orElseThrow(() -> CommandFailure.cannotRun(
                        "%s cannot be changed. Annotate the entity of the service with milepost.dev/template: %s.",
                        place, candidate.label()));
        try {
            Files.writeString(place, changed);
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write %s: %s", place, e.getMessage());
        }
        out.printf("%s now has milepost.dev/template: %s. Commit it.%n", CATALOG_FILE, candidate.label());
    }
}
