package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.PathGlob.Syntax;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.composition.TemplateSteps.ModuleStep;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies the steps of modules that change files to the rendered files, as Backstage does: {@code fs:rename}, {@code
 * fs:delete}, and those that fetch files of a complete module. The files that the first step publishes are the
 * service's. A file that does not exist is left out, since the step would have failed and no service would have come of
 * it.
 */
final class FileSteps {

    static final String RENAME = "fs:rename";
    static final String DELETE = "fs:delete";

    /** The limit of repetitions of one step with {@code each}, and of files that one step names. */
    private static final int MOST = 200;

    /** The steps of finding, moving or deleting a file. */
    private static final int STEPS = 200;

    /** The characters without which a glob is a path. */
    private static final String WILDCARDS = "*?[{(\\";

    private static final char AFTER_SLASH = '/' + 1;

    private static final Pattern HERE = Pattern.compile("^(\\./+)+");

    private final Renderer renderer;
    private final ObjectNode context;
    private final StepBudget steps;
    private final TreeMap<String, TreeFile> files;
    private final Map<String, Origin> origins;
    private final FetchedFiles fetched;

    /** @param files and their origins, which this changes */
    FileSteps(Renderer renderer, ObjectNode context, TreeMap<String, TreeFile> files, Map<String, Origin> origins) {
        this.renderer = renderer;
        this.steps = renderer.paths();
        this.context = context;
        this.files = files;
        this.origins = origins;
        this.fetched = new FetchedFiles(renderer, files, origins);
    }

    /**
     * Applies all steps.
     *
     * @return what the first step that publishes puts into the repository
     */
    RenderedService applyAll(ResolvedGoldenPath resolved) {
        @Nullable Repository published = null;
        for (var next : TemplateSteps.inOrder(resolved)) {
            for (var seen : repetitions(next.step())) {
                if (next.step().has("if")
                        && !isTrue(renderer.evaluate(next.step().get("if"), seen))) {
                    continue;
                }
                if (next.publishes()) {
                    published = published == null ? Repository.of(files, origins, input(next, seen)) : published;
                } else {
                    apply(next, seen);
                }
            }
        }
        var workspace = FileTree.of(files);
        return published == null
                ? new RenderedService(workspace, origins, workspace)
                : new RenderedService(FileTree.of(published.files()), published.origins(), workspace);
    }

    private JsonNode input(ModuleStep next, ObjectNode seen) {
        return renderer.evaluate(next.step().path("input"), seen);
    }

    private void apply(ModuleStep next, ObjectNode seen) {
        switch (next.action()) {
            case RENAME ->
                input(next, seen)
                        .path("files")
                        .valueStream()
                        .limit(MOST)
                        .forEach(file -> rename(
                                path(file.path("from").asText()),
                                path(file.path("to").asText()),
                                file.path("overwrite").asBoolean()));
            case DELETE ->
                input(next, seen).path("files").valueStream().limit(MOST).forEach(file -> delete(path(file.asText())));
            default -> {
                if (OwnFiles.fetched(next.part().module(), next.step()).isPresent()) {
                    fetched.apply(next.part(), next.action(), input(next, seen));
                }
            }
        }
    }

    /** Returns what the step sees in each repetition; once for a step without {@code each}. */
    private List<ObjectNode> repetitions(JsonNode step) {
        if (!step.has("each")) {
            return List.of(context);
        }
        var list = renderer.evaluate(step.get("each"), context);
        var seen = new ArrayList<ObjectNode>();
        if (list.isArray()) {
            for (int i = 0; i < Math.min(list.size(), MOST); i++) {
                seen.add(seen(JsonNodeFactory.instance.numberNode(i), list.get(i)));
            }
        } else {
            list.properties().stream()
                    .limit(MOST)
                    .forEach(member ->
                            seen.add(seen(JsonNodeFactory.instance.textNode(member.getKey()), member.getValue())));
        }
        return seen;
    }

    private ObjectNode seen(JsonNode key, JsonNode value) {
        var seen = JsonNodeFactory.instance.objectNode();
        seen.setAll(context);
        seen.putObject("each").<ObjectNode>set("key", key).set("value", value);
        return seen;
    }

    /** Whether Backstage runs a step with this value of {@code if}. */
    static boolean isTrue(JsonNode value) {
        if (value.isArray()) {
            return !value.isEmpty();
        }
        return value.isTextual()
                ? !value.asText().isEmpty() && !value.asText().equals("false")
                : value.isNumber() ? value.asDouble() != 0 : value.isObject() || value.asBoolean();
    }

    static String path(String text) {
        return Trim.trailing(HERE.matcher(text).replaceFirst(""), '/');
    }

    private void rename(String from, String to, boolean overwrite) {
        var moved = beneath(from);
        if (moved.isEmpty() || to.isEmpty() || from.equals(to) || to.startsWith(from + "/")) {
            return;
        }
        var taken = beneath(to);
        if (!taken.isEmpty() && !overwrite) {
            return;
        }
        taken.forEach(this::remove);
        for (var path : moved) {
            var file = files.remove(path);
            var origin = origins.remove(path);
            var place = to + path.substring(from.length());
            if (file != null && origin != null) {
                files.put(place, file);
                origins.put(place, origin);
            }
        }
    }

    private void delete(String glob) {
        if (glob.isEmpty()) {
            return;
        }
        beneath(glob).forEach(this::remove);
        var pattern = pattern(glob);
        if (pattern != null) {
            List.copyOf(files.keySet()).stream()
                    .filter(path -> steps.matches(pattern, path))
                    .forEach(this::remove);
        }
    }

    /** Returns null for a path, and for what is no valid glob. */
    private @Nullable Pattern pattern(String glob) {
        if (glob.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
            return null;
        }
        steps.spend((long) STEPS * glob.length());
        try {
            return PathGlob.compile(glob, Syntax.GLOBBY);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void remove(String path) {
        files.remove(path);
        origins.remove(path);
    }

    /** Returns the file at a path, or the files in the folder there. */
    private List<String> beneath(String path) {
        var found = new ArrayList<String>();
        if (files.containsKey(path)) {
            found.add(path);
        }
        found.addAll(files.subMap(path + "/", path + AFTER_SLASH).keySet());
        steps.spend((long) STEPS * (1 + found.size()));
        return found;
    }
}
