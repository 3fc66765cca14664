package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.rendering.TemplateOptions;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps that fetch a module's files one by one from this service, since Backstage's reader for plain URLs reads no
 * folders. They make what {@code fetch:template} and {@code fetch:plain} would make of the folder, with actions that
 * every Backstage has.
 */
final class FileFetches {

    /** Of the input of {@code fetch:template}, what {@code fetch:template:file} has too. */
    private static final List<String> SHARED =
            List.of("values", "cookiecutterCompat", "trimBlocks", "lstripBlocks", "replace");

    private final String address;

    FileFetches(String baseUrl, ModuleManifest module) {
        address = "%s/api/v1/modules/%s/versions/%s/files/"
                .formatted(baseUrl, module.name(), encoded(module.version().toString()));
    }

    /** Returns the address of a file, or of all files if the path is an expression. */
    String address(String path) {
        return address + (path.contains("{{") ? path : encoded(path));
    }

    /** Returns the id of the step that fetches what is not rendered. */
    static String plainId(String id) {
        return id + "-files";
    }

    /**
     * Returns the steps of a folder.
     *
     * @param step the step that would fetch the folder; its action is {@code fetch:template} or {@code fetch:plain}
     * @param folder the path of the folder in the skeleton
     * @param id the id of the step for the files that are copied
     */
    List<ObjectNode> steps(ObjectNode step, String folder, FileTree files, String id) {
        var input = step.path("input");
        var isTemplate = step.path("action").asText().equals(OwnFiles.TEMPLATE);
        var options = TemplateInput.options(input);
        var copied = Renderer.copied(files, options.copied());
        var target = PathText.folder(input.path("targetPath").asText("."));
        var plain = JsonNodeFactory.instance.arrayNode();
        var rendered = JsonNodeFactory.instance.arrayNode();
        files.files().forEach((path, file) -> {
            var isRendered = isTemplate && isRendered(path, file, options, copied.contains(path));
            var name = isTemplate ? options.target(path) : path;
            (isRendered ? rendered : plain)
                    .addObject()
                    .put("url", encoded(folder.isEmpty() ? path : folder + "/" + path))
                    .put(
                            "path",
                            isTemplate
                                    ? PathText.of(target, name, input.path("values"), options.syntax())
                                    : PathText.of(target, path));
        });
        var steps = new ArrayList<ObjectNode>();
        if (!plain.isEmpty()) {
            var fetch = fetch(step, OwnFiles.PLAIN_FILE, plain);
            if (step.has("id")) {
                fetch.put(
                        "id", rendered.isEmpty() && isTemplate ? step.path("id").asText() : id);
            }
            steps.add(fetch);
        }
        if (!rendered.isEmpty()) {
            var fetch = fetch(step, OwnFiles.TEMPLATE_FILE, rendered);
            var fields = (ObjectNode) fetch.get("input");
            SHARED.stream().filter(input::has).forEach(name -> fields.set(name, input.get(name)));
            steps.add(fetch);
        }
        return steps;
    }

    /** Returns the step that deletes the skipped files. */
    static ObjectNode deleteSkipped(String id) {
        var step = TemplateSteps.step(id, "Delete skipped files", FileSteps.DELETE);
        step.putObject("input").putArray("files").add(PathText.SKIPPED);
        return step;
    }

    /** Files that exist already are kept by both actions; one that is not a text has no template. */
    private static boolean isRendered(String path, TreeFile file, TemplateOptions options, boolean isCopied) {
        if (Renderer.isBinary(file)) {
            return false;
        }
        return options.isTemplate(path) && !isCopied
                || !options.syntax().hasTags(file.text().orElse("{{"));
    }

    private ObjectNode fetch(ObjectNode step, String action, ArrayNode files) {
        var fetch = step.deepCopy();
        fetch.put("action", action);
        fetch.set("each", files);
        fetch.putObject("input")
                .put("url", address + "${{ each.value.url }}")
                .put("targetPath", "${{ each.value.path }}");
        return fetch;
    }

    static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
