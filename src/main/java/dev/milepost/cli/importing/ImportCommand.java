package dev.milepost.cli.importing;

import dev.milepost.cli.command.CommandFailure;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./milepost templates import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turns Templates of Backstage into golden paths, each with one module that has its pages, steps,"
                + " output and files. What cannot be taken over is listed with its line.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all are imported", "1:some are not imported", "2:the command could not run"})
public final class ImportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "URL-or-DIR",
            description =
                    "A folder with a template.yaml, a folder of such folders, or the file; or its address on a host"
                            + " of git, such as https://github.com/acme/templates/tree/main/node.")
    private String source = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where golden-paths/NAME/VERSION and modules/NAME/VERSION are written. Default: the working folder.")
    private Path target = Path.of("");

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            defaultValue = "1.0.0",
            description = "The version of Templates without the annotation backstage.io/template-version."
                    + " Default: ${DEFAULT-VALUE}.")
    private String version = "1.0.0";

    @Option(names = "--owner", paramLabel = "REF", description = "The owner. Default: that of the Template.")
    private @Nullable String owner;

    private final Map<String, Path> names = new HashMap<>();

    @Override
    public Integer call() {
        return run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) {
        try {
            var temporary = Files.createTempDirectory("milepost-import");
            try {
                return importAll(TemplateSource.of(source, temporary), out);
            } finally {
                delete(temporary);
            }
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            err.println("Cannot write a temporary folder: " + e.getMessage());
            return 2;
        }
    }

    private int importAll(TemplateSource from, PrintStream out) {
        int all = 0;
        int imported = 0;
        for (var file : TemplateSearch.in(from.place())) {
            var unreadable = new ArrayList<ImportFinding>();
            var templates = TemplateDocument.read(file, from.root(), unreadable);
            all += templates.size() + unreadable.size();
            unreadable.forEach(finding -> print(finding, from, out));
            for (var template : templates) {
                var result = ImportedTemplate.of(template, version, owner);
                if (result != null && write(template, result)) {
                    imported++;
                    out.printf(
                            "imported  %s@%s%n",
                            result.name(), result.manifest().version());
                }
                template.findings().forEach(finding -> print(finding, from, out));
            }
        }
        if (all == 0) {
            throw CommandFailure.cannotRun("There is no Template of Backstage in %s.", source);
        }
        out.printf("%d of %d Templates imported%n", imported, all);
        return imported == all ? 0 : 1;
    }

    /** Prints the path of the file as the user knows it. */
    private static void print(ImportFinding finding, TemplateSource from, PrintStream out) {
        var base = Files.isDirectory(from.place()) ? from.place() : from.place().getParent();
        var file = base != null && finding.file().startsWith(base) ? base.relativize(finding.file()) : finding.file();
        out.println(
                "  " + new ImportFinding(file, finding.line(), finding.refuses(), finding.pointer(), finding.detail()));
    }

    private boolean write(TemplateDocument template, ImportedTemplate result) {
        var version = result.manifest().version().toString();
        var earlier = names.putIfAbsent(result.name() + "@" + version, template.file());
        if (earlier != null) {
            template.refuse("/metadata/name", "is also the name of the Template in " + earlier);
            return false;
        }
        var goldenPath = Map.of("manifest.yaml", TreeFile.of(result.goldenPath(), false));
        var module = new TreeMap<String, TreeFile>();
        module.put("manifest.yaml", TreeFile.of(result.module(), false));
        result.files().files().forEach((path, file) -> module.put("skeleton/" + path, file));
        write(FileTree.of(goldenPath), folder("golden-paths", result.name(), version));
        write(new FileTree(module), folder("modules", result.name(), version));
        return true;
    }

    private Path folder(String kind, String name, String version) {
        return target.resolve(kind).resolve(name).resolve(version);
    }

    private static void write(FileTree tree, Path folder) {
        if (Files.exists(folder)) {
            throw CommandFailure.cannotRun("%s is there already. Choose another folder with --out.", folder);
        }
        try {
            for (var file : tree.files().entrySet()) {
                var place = folder.resolve(file.getKey());
                var parent = place.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.write(place, file.getValue().content());
                if (file.getValue().executable() && !place.toFile().setExecutable(true, false)) {
                    throw CommandFailure.cannotRun("Cannot make %s executable.", place);
                }
            }
        } catch (IOException e) {
            throw CommandFailure.cannotRun("Cannot write to %s: %s", folder, e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (var file : all) {
                Files.deleteIfExists(file);
            }
        }
    }
}
