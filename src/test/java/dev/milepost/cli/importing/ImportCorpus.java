package dev.milepost.cli.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.AvailableModules;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.resolution.Resolver;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Templates of Backstage of the kinds that are public, and their import. */
final class ImportCorpus {

    static final Path FOLDER = Path.of("src/test/resources/imports").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImportCorpus() {}

    /** What the command wrote, and its exit code. */
    record Output(int code, String text) {}

    static Output run(String source, Path out, String... more) {
        var command = new ImportCommand();
        var words = new ArrayList<>(List.of(source, "--out", out.toString()));
        words.addAll(List.of(more));
        new CommandLine(command).parseArgs(words.toArray(String[]::new));
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = command.run(stream, stream);
        return new Output(code, bytes.toString(StandardCharsets.UTF_8));
    }

    /** Returns the Templates that have values to be run with. */
    static List<Path> complete() {
        try (var folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("values.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode values(Path template) throws IOException {
        return (ObjectNode) JSON.readTree(template.resolve("values.json").toFile());
    }

    /** Returns the Template as Backstage's catalog has it. */
    static ObjectNode original(Path folder) {
        var unreadable = new ArrayList<ImportFinding>();
        var template = TemplateDocument.read(folder.resolve("template.yaml"), FOLDER, unreadable)
                .get(0);
        Placeholders.replaceIn(template);
        return template.value();
    }

    static FileTree tree(Path folder) {
        var files = new TreeMap<String, TreeFile>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        TreeFile.of(Files.readAllBytes(file), Files.isExecutable(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileTree(files);
    }

    /** Returns an imported golden path, with its lock. */
    static ResolvedGoldenPath resolved(Path out, String name, String version, @Nullable String source)
            throws IOException {
        var folder = out.resolve("modules").resolve(name).resolve(version);
        var module = (ModuleManifest)
                ManifestReader.read(Files.readAllBytes(folder.resolve("manifest.yaml")), DocumentFormat.YAML);
        var skeleton = folder.resolve("skeleton");
        var files = Files.exists(skeleton) ? tree(skeleton) : FileTree.EMPTY;
        ManifestReader.check(module, files);
        var path = (GoldenPath) ManifestReader.read(
                Files.readAllBytes(out.resolve("golden-paths")
                        .resolve(name)
                        .resolve(version)
                        .resolve("manifest.yaml")),
                DocumentFormat.YAML);
        var lock = Resolver.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), new AvailableModules() {
            @Override
            public List<AvailableVersion> findVersions(String wanted) {
                return wanted.equals(name)
                        ? List.of(new AvailableVersion(module, ManifestReader.digest(module, files)))
                        : List.of();
            }

            @Override
            public Collection<String> findProviders(String capability) {
                return List.of();
            }
        });
        return new ResolvedGoldenPath(path, lock, List.of(new ResolvedModule(module, files, source)));
    }
}
