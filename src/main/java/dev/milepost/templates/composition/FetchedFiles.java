package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.HashMap;
import java.util.Map;

/** Puts the files that a complete module's steps fetch into the workspace, as Backstage's actions do. */
final class FetchedFiles {

    private final Renderer renderer;
    private final Map<String, TreeFile> files;
    private final Map<String, Origin> origins;
    private final Map<String, FileBehaviours> behaviours = new HashMap<>();

    /** @param files and their origins, which this changes */
    FetchedFiles(Renderer renderer, Map<String, TreeFile> files, Map<String, Origin> origins) {
        this.renderer = renderer;
        this.files = files;
        this.origins = origins;
    }

    /** @param input of the step, evaluated */
    void apply(ResolvedModule part, String action, JsonNode input) {
        var source = OwnFiles.path(input.path("url").asText());
        if (source.isEmpty()) {
            return;
        }
        var from = source.get();
        var skeleton = part.skeleton();
        var target = PathText.folder(input.path("targetPath").asText("."));
        var replaces = input.path("replace").asBoolean();
        switch (action) {
            case OwnFiles.PLAIN -> add(part, from, target, OwnFiles.within(skeleton, from), true);
            case OwnFiles.TEMPLATE -> {
                var rendered =
                        renderer.render(OwnFiles.within(skeleton, from), values(input), TemplateInput.options(input));
                add(part, from, target, rendered, replaces);
            }
            case OwnFiles.PLAIN_FILE ->
                skeleton.find(from).ifPresent(file -> addFile(part, from, input.path("targetPath"), file, true));
            case OwnFiles.TEMPLATE_FILE ->
                skeleton.find(from).ifPresent(file -> {
                    var rendered = renderer.render(
                            FileTree.of(Map.of("file", file)), values(input), TemplateInput.options(input));
                    // The action writes the file without its mode.
                    rendered.find("file")
                            .ifPresent(made -> addFile(
                                    part,
                                    from,
                                    input.path("targetPath"),
                                    TreeFile.of(made.content(), false),
                                    replaces));
                });
            default -> {
                // What other programs make is not known here.
            }
        }
    }

    private static JsonNode values(JsonNode input) {
        return input.has("values") ? input.get("values") : JsonNodeFactory.instance.objectNode();
    }

    private void addFile(ResolvedModule part, String from, JsonNode target, TreeFile file, boolean replaces) {
        put(part, FileSteps.path(target.asText()), from, file, replaces);
    }

    private void add(ResolvedModule part, String folder, String target, FileTree tree, boolean replaces) {
        var prefix = folder.isEmpty() ? "" : folder + "/";
        tree.files().forEach((path, file) -> put(part, target + path, prefix + path, file, replaces));
    }

    private void put(ResolvedModule part, String path, String from, TreeFile file, boolean replaces) {
        if ((replaces || !files.containsKey(path)) && FileTree.pathFault(path).isEmpty()) {
            files.put(path, file);
            origins.put(path, behaviours(part).origin(path, from));
        }
    }

    /** The paths before rendering are known where rendering leaves them as they are. */
    private FileBehaviours behaviours(ResolvedModule part) {
        return behaviours.computeIfAbsent(part.module().name(), name -> {
            var paths = new HashMap<String, String>();
            part.files().paths().forEach(path -> paths.put(path, path));
            return new FileBehaviours(part.module(), paths, renderer.paths());
        });
    }
}
