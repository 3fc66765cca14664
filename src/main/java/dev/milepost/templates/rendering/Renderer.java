package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import java.util.List;

/** Renders as Backstage's scaffolder does, with limits on time, memory and size. Thread-safe. */
public final class Renderer {

    private final Engine engine = new Engine();

    /**
     * Renders files and their paths as {@code fetch:template} does.
     *
     * @param values the files' {@code values}
     * @param copyWithoutTemplating globs of files whose contents are copied; their paths are rendered all the same
     * @throws ProblemException if a file cannot be rendered; the pointer is the path in the skeleton
     */
    public FileTree render(FileTree skeleton, JsonNode values, List<String> copyWithoutTemplating) {
        var context = JsonNodeFactory.instance.objectNode().set("values", values);
        var copied = Globs.of(copyWithoutTemplating, skeleton);
        return engine.call(session -> new SkeletonRenderer(skeleton, copied).render(session, context.toString()));
    }

    /**
     * Evaluates the input of a step as the scaffolder does. Every text in it is rendered. A text that is a single
     * expression becomes the expression's value. As in the scaffolder, a text that fails stays unchanged, and an empty
     * result is left out.
     *
     * @param context the values that expressions can use, such as {@code parameters} and {@code steps}
     * @throws ProblemException if an expression exceeds the limits; the pointer is that of the text
     */
    public JsonNode evaluate(JsonNode input, JsonNode context) {
        return engine.call(session -> new StepInput(session, context.toString()).evaluate(input));
    }

    /** A template without a result: it is invalid, fails, or exceeds its limits. */
    static ProblemException unrenderable(String path, String detail) {
        return ProblemException.of(
                ProblemType.UNRENDERABLE_TEMPLATE,
                path.isEmpty() ? detail : "'%s': %s".formatted(path, detail),
                List.of(new Fault(path, detail)));
    }
}
