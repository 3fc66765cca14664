package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
     * @throws UnrenderableTemplate with the path in the skeleton
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
     * @throws UnrenderableTemplate if an expression exceeds the limits; the pointer is that of the text
     */
    public JsonNode evaluate(JsonNode input, JsonNode context) {
        return engine.call(session -> new StepInput(session, context.toString()).evaluate(input));
    }
}
