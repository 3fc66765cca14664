package dev.milepost.templates.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.rendering.RenderLimits.Exceeded;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Renders as Backstage's scaffolder does, with limits on time, memory and size. Thread-safe. */
public final class Renderer {

    /** The limit of the values that templates can use, in memory. */
    public static final long MAX_VALUE_BYTES = HeapShare.of(48, 32L << 20);

    private final Engine engine;
    private final Supplier<RenderTotals> totals;

    public Renderer() {
        this(new Engine(), RenderTotals::new);
    }

    private Renderer(Engine engine, Supplier<RenderTotals> totals) {
        this.engine = engine;
        this.totals = totals;
    }

    /** Returns a renderer for one service: its limits are for all calls together, which are made one after the other. */
    public Renderer forOneService() {
        var all = new RenderTotals();
        return new Renderer(engine, () -> all);
    }

    /**
     * Renders files and their paths as {@code fetch:template} does.
     *
     * @param values the files' {@code values}
     * @param copyWithoutTemplating globs of files whose contents are copied; their paths are rendered all the same
     * @throws ProblemException if a file cannot be rendered; the pointer is the path in the skeleton
     */
    public FileTree render(FileTree skeleton, JsonNode values, List<String> copyWithoutTemplating) {
        return render(skeleton, values, TemplateOptions.copying(copyWithoutTemplating));
    }

    /** Renders files and their paths as {@code fetch:template} does with these options. */
    public FileTree render(FileTree skeleton, JsonNode values, TemplateOptions options) {
        var context = JsonNodeFactory.instance.objectNode().set(options.syntax().root(), values);
        var limits = totals.get();
        var copied = Globs.of(options.copied(), skeleton, limits.paths());
        var json = ValueMemoryLimit.json(context);
        return call(limits, session -> new SkeletonRenderer(skeleton, copied, options).render(session, json));
    }

    /** Whether a file is copied byte by byte, since it is not a text. */
    public static boolean isBinary(TreeFile file) {
        return BinaryContent.isBinary(file.content());
    }

    /** Returns the paths of the files that are copied and not rendered. */
    public static Set<String> copied(FileTree skeleton, List<String> copyWithoutTemplating) {
        return Globs.of(copyWithoutTemplating, skeleton, new RenderTotals().paths());
    }

    /** The budget of globs and of moves of files, for all calls of a renderer for one service together. */
    public StepBudget paths() {
        return totals.get().paths();
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
        var json = ValueMemoryLimit.json(context);
        return call(totals.get(), session -> new StepInput(session, json, new ValueMemoryLimit()).evaluate(input));
    }

    /** A call takes time by itself, and steps make many. */
    private <T> T call(RenderTotals limits, Function<RenderSession, T> work) {
        try {
            limits.checkTime(System.nanoTime());
        } catch (Exceeded e) {
            throw unrenderable("", String.valueOf(e.getMessage()));
        }
        return engine.call(limits, work);
    }

    /** A template without a result: it is invalid, fails, or exceeds its limits. */
    static ProblemException unrenderable(String path, String detail) {
        return ProblemException.of(
                ProblemType.UNRENDERABLE_TEMPLATE,
                path.isEmpty() ? detail : "'%s': %s".formatted(path, detail),
                List.of(new Fault(path, detail)));
    }
}
