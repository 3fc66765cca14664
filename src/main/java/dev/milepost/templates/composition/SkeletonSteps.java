package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.util.List;

/**
 * The steps that render a module's skeleton. If the skeleton is published at an address whose folders Backstage can
 * read, the only step is {@code fetch:template}. Otherwise {@link FileFetches} has the steps.
 */
final class SkeletonSteps {

    private static final String FILES = "files";

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
        var render = render(resolvedModule);
        var source = resolvedModule.source();
        if (source != null) {
            ((ObjectNode) render.get("input")).put("url", Trim.trailing(source, '/') + "/skeleton");
            return List.of(render);
        }
        return new FileFetches(baseUrl, resolvedModule.module())
                .steps(render, "", resolvedModule.skeleton(), StepIds.of(resolvedModule.module(), FILES));
    }

    /** Whether the steps of a module may leave skipped files behind. */
    static boolean maySkip(ResolvedModule resolvedModule) {
        return resolvedModule.source() == null
                && resolvedModule.module().skeleton() != null
                && resolvedModule.files().paths().stream().anyMatch(PathText::maySkip);
    }

    private ObjectNode render(ResolvedModule resolvedModule) {
        var module = resolvedModule.module();
        var step = TemplateSteps.step(StepIds.of(module, "skeleton"), "Render " + module.name(), OwnFiles.TEMPLATE);
        if (!module.skeletonCondition().isMissingNode()) {
            step.set("if", module.skeletonCondition());
        }
        var fields = step.putObject("input");
        fields.put("targetPath", root(SkeletonValues.targetPath(module)));
        fields.set("values", skeletonValues.values(module));
        var patterns = fields.putArray(TemplateInput.COPIED);
        SkeletonValues.skeleton(module).copyWithoutTemplating().forEach(patterns::add);
        return step;
    }

    private static String root(String path) {
        return path.equals(".") ? "./" : path;
    }
}
