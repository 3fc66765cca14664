package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.LinearExpression.TooManySteps;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import dev.milepost.templates.trees.TreeFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the same files, byte for byte, as the composed Template renders in Backstage. */
public final class ComposedTemplateRenderer {

    /** Leading {@code ./} parts of a path, which have no effect. */
    private static final Pattern HERE = Pattern.compile("^(\\./+)+");

    private static final String CORRELATION = "${{ context.task.id }}";

    private final Renderer renderer;
    private final ObjectNode context;
    private final SkeletonValues skeletonValues;
    private final TreeMap<String, TreeFile> files = new TreeMap<>();
    private final Map<String, Origin> origins = new HashMap<>();

    private ComposedTemplateRenderer(Renderer renderer, ObjectNode context, SkeletonValues skeletonValues) {
        this.renderer = renderer;
        this.context = context;
        this.skeletonValues = skeletonValues;
    }

    /** Renders with an empty correlation id, for a service that was not made by a scaffold run. */
    public static RenderedService render(ResolvedGoldenPath resolved, ObjectNode parameters, Renderer renderer) {
        return render(resolved, parameters, "", renderer);
    }

    /**
     * Renders all skeletons into one tree, in the order of the lock, and applies the steps that rename and delete files.
     *
     * @param parameters the entered values; defaults are applied and secrets are left out
     * @param correlationId the correlation id of the run; with stock actions the id of the scaffolder's task
     */
    public static RenderedService render(
            ResolvedGoldenPath resolved, ObjectNode parameters, String correlationId, Renderer renderer) {
        SkeletonLimits.require(resolved);
        var composed = ComposedParameters.of(resolved);
        var context = JsonNodeFactory.instance.objectNode();
        ObjectNode entered = Defaults.apply(composed.schemas(), parameters);
        context.set("parameters", entered.without(composed.secrets()));
        context.putObject("steps");
        context.putObject("context").putObject("task").put("id", correlationId);
        var rendering = new ComposedTemplateRenderer(
                renderer.forOneService(), context, new SkeletonValues(resolved, composed, CORRELATION));
        try {
            return rendering.of(resolved);
        } catch (TooManySteps e) {
            throw ProblemException.of(
                    ProblemType.UNRENDERABLE_TEMPLATE,
                    "The globs of modules, and their steps that rename and delete files, take too long. Use fewer or shorter ones.",
                    "");
        }
    }

    private RenderedService of(ResolvedGoldenPath resolved) {
        resolved.modules().stream()
                .filter(resolvedModule -> resolvedModule.module().skeleton() != null)
                .forEach(this::add);
        return new FileSteps(renderer, context, files, origins).applyAll(resolved);
    }

    private void add(ResolvedModule resolvedModule) {
        var condition = resolvedModule.module().skeletonCondition();
        if (!condition.isMissingNode() && !FileSteps.isTrue(renderer.evaluate(condition, context))) {
            return;
        }
        var values = renderer.evaluate(skeletonValues.values(resolvedModule.module()), context);
        var patterns = SkeletonValues.skeleton(resolvedModule.module()).copyWithoutTemplating();
        var rendered = renderer.render(resolvedModule.skeleton(), values, patterns);
        var behaviours = new FileBehaviours(
                resolvedModule.module(), skeletonPaths(resolvedModule.files().paths(), values), renderer.paths());
        var folder = folder(resolvedModule);
        rendered.files().forEach((path, file) -> add(folder + path, file, behaviours.origin(folder + path, path)));
    }

    private void add(String path, TreeFile file, Origin origin) {
        var first = origins.putIfAbsent(path, origin);
        var known = files.putIfAbsent(path, file);
        if (first != null && !file.equals(known)) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "Modules '%s' and '%s' both have the file '%s', with different content. Remove it from one of them."
                            .formatted(first.module(), origin.module(), path),
                    path);
        }
    }

    /** Returns the paths before rendering, by the paths after rendering. */
    private Map<String, String> skeletonPaths(List<String> skeleton, JsonNode values) {
        var templated = JsonNodeFactory.instance.objectNode();
        var paths = new HashMap<String, String>();
        for (var path : skeleton) {
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

    /** Returns the target folder of the module's files: empty, or with a trailing slash. */
    private String folder(ResolvedModule resolvedModule) {
        var path = renderer.evaluate(TextNode.valueOf(SkeletonValues.targetPath(resolvedModule.module())), context)
                .asText();
        var plain = Trim.trailing(HERE.matcher(path).replaceFirst(""), '/');
        return plain.isEmpty() || plain.equals(".") ? "" : plain + "/";
    }
}
