package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.trees.FileTree;
import java.util.List;

/** Renders as Backstage's scaffolder does, within bounds of time, memory and size. Any thread may use it. */
public final class Renderer {

    private final Engine engine = new Engine();

    /**
     * Files and their paths as {@code fetch:template} renders them.
     *
     * @param values what the files see as {@code values}
     * @param copyWithoutTemplating globs of files whose contents are copied; their paths are rendered all the same
     * @throws UnrenderableTemplate with the path in the skeleton
     */
    public FileTree render(FileTree skeleton, JsonNode values, List<String> copyWithoutTemplating) {
        var context = JsonNodeFactory.instance.objectNode().set("values", values);
        var copied = Globs.of(copyWithoutTemplating, skeleton);
        return engine.call(session -> new SkeletonRenderer(skeleton, copied).render(session, context.toString()));
    }

    /**
     * The input of a step as the scaffolder templates it: every text in it, where one that is a single expression becomes
     * its value. As there, a text that fails stays as it is, and what comes to nothing is left out.
     *
     * @param context what expressions see, such as {@code parameters} and {@code steps}
     * @throws UnrenderableTemplate where an expression does not end within bounds; the pointer is the text's
     */
    public JsonNode evaluate(JsonNode input, JsonNode context) {
        return engine.call(session -> new StepInput(session, context.toString()).evaluate(input));
    }
}
