package dev.milepost.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.Trim;
import dev.milepost.resolution.Assembly.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps that render a module's skeleton. Where its files lie where Backstage reads folders, {@code fetch:template} is
 * all. Else each is fetched from this service as it is, since Backstage's reader of plain addresses reads files alone, and
 * {@code workspace:template} renders them as {@code fetch:template} would.
 */
final class SkeletonSteps {

    /** Where in the scaffolder's workspace files wait to be rendered; gone before anything is published. */
    static final String WAITING = ".milepost-skeletons";

    private final SkeletonInput input;
    private final String baseUrl;

    SkeletonSteps(SkeletonInput input, String baseUrl) {
        this.input = input;
        this.baseUrl = baseUrl;
    }

    List<ObjectNode> of(Part part) {
        if (part.module().skeleton() == null) {
            return List.of();
        }
        var source = part.source();
        if (source != null) {
            var render = render(part, "fetch:template");
            ((ObjectNode) render.get("input")).put("url", Trim.trailing(source, '/') + "/skeleton");
            return List.of(render);
        }
        var render = render(part, "workspace:template");
        ((ObjectNode) render.get("input"))
                .put("sourcePath", WAITING + "/" + part.module().name());
        return part.skeleton().files().isEmpty() ? List.of() : List.of(fetch(part), render);
    }

    /** Takes away what has waited, where there was any. */
    static ObjectNode clear() {
        var step = Steps.step("skeletons", "Clear away the skeletons", "fs:delete");
        step.putObject("input").putArray("files").add(WAITING);
        return step;
    }

    static boolean waits(Part part) {
        return part.module().skeleton() != null
                && part.source() == null
                && !part.skeleton().files().isEmpty();
    }

    private ObjectNode render(Part part, String action) {
        var module = part.module();
        var step = Steps.step(StepIds.of(module, "skeleton"), "Render " + module.name(), action);
        var fields = step.putObject("input");
        fields.put("targetPath", root(SkeletonInput.targetPath(module)));
        fields.set("values", input.values(module));
        var patterns = fields.putArray("copyWithoutTemplating");
        SkeletonInput.skeleton(module).copyWithoutTemplating().forEach(patterns::add);
        return step;
    }

    private ObjectNode fetch(Part part) {
        var module = part.module();
        var step = Steps.step(StepIds.of(module, "files"), "Fetch " + module.name(), "fetch:plain:file");
        var files = JsonNodeFactory.instance.arrayNode();
        for (var path : part.skeleton().files().keySet()) {
            files.addObject().put("url", encoded(path)).put("path", literal(path));
        }
        step.set("each", files);
        step.putObject("input")
                .put(
                        "url",
                        "%s/api/v1/modules/%s/versions/%s/files/${{ each.value.url }}"
                                .formatted(
                                        baseUrl,
                                        module.name(),
                                        encoded(module.version().toString())))
                .put("targetPath", WAITING + "/" + module.name() + "/${{ each.value.path }}");
        return step;
    }

    private static String root(String path) {
        return path.equals(".") ? "./" : path;
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** The path as text that templating leaves alone. */
    private static String literal(String path) {
        return path.contains("{{") || path.contains("{%") || path.contains("{#")
                ? "{% raw %}" + path + "{% endraw %}"
                : path;
    }
}
