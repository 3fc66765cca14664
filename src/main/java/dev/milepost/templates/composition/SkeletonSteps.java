package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps that render a module's skeleton. If the skeleton is published at an address whose folders Backstage can
 * read, the only step is {@code fetch:template}. Otherwise one step fetches each file unchanged from this service,
 * since Backstage's reader for plain URLs reads only files. Then {@code workspace:template} renders them as {@code
 * fetch:template} would.
 */
final class SkeletonSteps {

    /**
     * The folder of the scaffolder's workspace that holds files before they are rendered. It is deleted before anything
     * is published.
     */
    static final String STAGING_FOLDER = ".milepost-skeletons";

    private final SkeletonValues skeletonValues;
    private final String baseUrl;

    SkeletonSteps(SkeletonValues skeletonValues, String baseUrl) {
        this.skeletonValues = skeletonValues;
        this.baseUrl = baseUrl;
    }

    List<ObjectNode> of(ResolvedModule resolvedModule) {
        if (resolvedModule.module().skeleton() == null) {
            return List.of();
        }
        var source = resolvedModule.source();
        if (source != null) {
            var render = render(resolvedModule, "fetch:template");
            ((ObjectNode) render.get("input")).put("url", Trim.trailing(source, '/') + "/skeleton");
            return List.of(render);
        }
        var render = render(resolvedModule, "workspace:template");
        ((ObjectNode) render.get("input"))
                .put(
                        "sourcePath",
                        STAGING_FOLDER + "/" + resolvedModule.module().name());
        return resolvedModule.files().paths().isEmpty() ? List.of() : List.of(fetch(resolvedModule), render);
    }

    /** Returns the step that deletes the staging folder, if any module has used it. */
    static ObjectNode deleteStagingFolder() {
        var step = TemplateSteps.step("skeletons", "Delete the staged skeletons", "fs:delete");
        step.putObject("input").putArray("files").add(STAGING_FOLDER);
        return step;
    }

    static boolean needsStaging(ResolvedModule resolvedModule) {
        return resolvedModule.module().skeleton() != null
                && resolvedModule.source() == null
                && !resolvedModule.files().paths().isEmpty();
    }

    private ObjectNode render(ResolvedModule resolvedModule, String action) {
        var module = resolvedModule.module();
        var step = TemplateSteps.step(StepIds.of(module, "skeleton"), "Render " + module.name(), action);
        var fields = step.putObject("input");
        fields.put("targetPath", root(SkeletonValues.targetPath(module)));
        fields.set("values", skeletonValues.values(module));
        var patterns = fields.putArray("copyWithoutTemplating");
        SkeletonValues.skeleton(module).copyWithoutTemplating().forEach(patterns::add);
        return step;
    }

    private ObjectNode fetch(ResolvedModule resolvedModule) {
        var module = resolvedModule.module();
        var step = TemplateSteps.step(StepIds.of(module, "files"), "Fetch " + module.name(), "fetch:plain:file");
        var files = JsonNodeFactory.instance.arrayNode();
        for (var path : resolvedModule.files().paths()) {
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
                .put("targetPath", STAGING_FOLDER + "/" + module.name() + "/${{ each.value.path }}");
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

    /** Escapes a path so that templating leaves it unchanged. */
    private static String literal(String path) {
        return path.contains("{{") || path.contains("{%") || path.contains("{#")
                ? "{% raw %}" + path + "{% endraw %}"
                : path;
    }
}
