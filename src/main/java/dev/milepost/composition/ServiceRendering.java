package dev.milepost.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.Trim;
import dev.milepost.rendering.Renderer;
import dev.milepost.resolution.Assembly;
import dev.milepost.resolution.Assembly.Part;
import dev.milepost.trees.FileTree;
import dev.milepost.trees.TreeFile;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Renders the files that the composed Template renders in Backstage, byte for byte. */
public final class ServiceRendering {

    /** What leads from a folder to itself. */
    private static final Pattern HERE = Pattern.compile("^(\\./+)+");

    private static final String CORRELATION = "${{ context.task.id }}";

    private final Renderer renderer;
    private final ObjectNode context;
    private final SkeletonInput input;
    private final Map<String, TreeFile> files = new TreeMap<>();
    private final Map<String, Origin> origins = new HashMap<>();

    private ServiceRendering(Renderer renderer, ObjectNode context, SkeletonInput input) {
        this.renderer = renderer;
        this.context = context;
        this.input = input;
    }

    /** With a correlation id of nothing, as where no run made the service. */
    public static RenderedService render(Assembly assembly, ObjectNode parameters, Renderer renderer) {
        return render(assembly, parameters, "", renderer);
    }

    /**
     * All skeletons rendered in the order of the lock onto one tree.
     *
     * @param parameters what was entered; defaults are applied, and secrets left out
     * @param correlationId of the run: with stock actions the id of the scaffolder's task
     */
    public static RenderedService render(
            Assembly assembly, ObjectNode parameters, String correlationId, Renderer renderer) {
        var composed = ComposedParameters.of(assembly);
        var context = JsonNodeFactory.instance.objectNode();
        ObjectNode entered = Defaults.apply(composed.schemas(), parameters);
        context.set("parameters", entered.without(composed.secrets()));
        context.putObject("steps");
        context.putObject("context").putObject("task").put("id", correlationId);
        var rendering = new ServiceRendering(renderer, context, new SkeletonInput(assembly, composed, CORRELATION));
        assembly.parts().stream()
                .filter(part -> part.module().skeleton() != null)
                .forEach(rendering::add);
        return new RenderedService(FileTree.of(rendering.files), rendering.origins);
    }

    private void add(Part part) {
        var values = renderer.evaluate(input.values(part.module()), context);
        var patterns = SkeletonInput.skeleton(part.module()).copyWithoutTemplating();
        var rendered = renderer.render(part.skeleton(), values, patterns);
        var owned = new OwnedPaths(part.module(), skeletonPaths(part.skeleton(), values));
        var folder = folder(part);
        rendered.files().forEach((path, file) -> add(folder + path, file, owned.origin(folder + path, path)));
    }

    private void add(String path, TreeFile file, Origin origin) {
        var first = origins.putIfAbsent(path, origin);
        var known = files.putIfAbsent(path, file);
        if (first != null && !file.equals(known)) {
            throw new Uncomposable(
                    path,
                    "'%s' and '%s' both bring the file '%s', each with another content"
                            .formatted(first.module(), origin.module(), path));
        }
    }

    /** The paths before rendering by those after it. */
    private Map<String, String> skeletonPaths(FileTree skeleton, JsonNode values) {
        var templated = JsonNodeFactory.instance.objectNode();
        var paths = new HashMap<String, String>();
        for (var path : skeleton.files().keySet()) {
            paths.put(path, path);
            if (path.contains("{")) {
                templated.put(path, path);
            }
        }
        if (!templated.isEmpty()) {
            var seen = JsonNodeFactory.instance.objectNode();
            seen.set("values", values);
            renderer.evaluate(templated, seen)
                    .properties()
                    .forEach(each -> paths.put(each.getValue().asText(), each.getKey()));
        }
        return paths;
    }

    /** Where the module's files go, empty or with a slash at its end. */
    private String folder(Part part) {
        var path = renderer.evaluate(TextNode.valueOf(SkeletonInput.targetPath(part.module())), context)
                .asText();
        var plain = Trim.trailing(HERE.matcher(path).replaceFirst(""), '/');
        return plain.isEmpty() || plain.equals(".") ? "" : plain + "/";
    }
}
