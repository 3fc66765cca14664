package dev.milepost.templates.goldenpaths;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.composition.RenderedService;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.Lockfile;
import dev.milepost.templates.resolution.Resolver;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A golden path's version, scaffolded with its test-values.yaml. */
record Scaffolded(GoldenPath goldenPath, Lockfile lock, RenderedService service) {

    static final ProjectTemplates TEMPLATES = ProjectTemplates.read();

    static final String CORRELATION = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static final Renderer RENDERER = new Renderer();

    /** Every version of every golden path, rendered once. */
    static final List<Scaffolded> ALL =
            TEMPLATES.goldenPaths().stream().map(path -> of(path, Map.of())).toList();

    static Stream<Scaffolded> all() {
        return ALL.stream();
    }

    /** The versions of a golden path, the oldest first. */
    static List<Scaffolded> versions(String name) {
        return ALL.stream()
                .filter(scaffolded -> scaffolded.goldenPath().name().equals(name))
                .sorted(Comparator.comparing(
                        scaffolded -> scaffolded.goldenPath().version()))
                .toList();
    }

    static Scaffolded newest(String name) {
        var versions = versions(name);
        return versions.get(versions.size() - 1);
    }

    /** What a golden path is scaffolded with. */
    static ObjectNode testValues(GoldenPath path) {
        return (ObjectNode) read(ProjectTemplates.ROOT.resolve("golden-paths/" + path.name() + "/test-values.yaml"));
    }

    /** @param others parameters that differ from the test values */
    static Scaffolded of(GoldenPath path, Map<String, JsonNode> others) {
        var parameters = testValues(path);
        parameters.setAll(others);
        var lock = Resolver.resolve(path, ManifestReader.digest(path, FileTree.EMPTY), TEMPLATES);
        return new Scaffolded(
                path,
                lock,
                ComposedTemplateRenderer.render(TEMPLATES.assemble(path, lock), parameters, CORRELATION, RENDERER));
    }

    FileTree files() {
        return service.files();
    }

    String text(String path) {
        return files().find(path).flatMap(TreeFile::text).orElseThrow();
    }

    JsonNode yaml(String path) {
        return DocumentReader.readOne(files().find(path).orElseThrow().content(), DocumentFormat.YAML)
                .orElseThrow()
                .value();
    }

    private static JsonNode read(Path file) {
        try {
            return DocumentReader.readOne(Files.readAllBytes(file), DocumentFormat.YAML)
                    .orElseThrow()
                    .value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files on disk, beneath a folder. */
    Path write(Path folder) {
        ProjectTemplates.write(files(), folder);
        return folder;
    }

    @Override
    public String toString() {
        return goldenPath.name() + "@" + goldenPath.version();
    }
}
