package dev.milepost.templates.composition;

import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.PathGlob.Syntax;
import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.composition.RenderedService.Origin;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The behaviour of one module's files after scaffolding. The first entry whose glob matches decides. */
final class FileBehaviours {

    private final ModuleManifest module;
    private final Map<String, String> skeletonPaths;
    private final StepBudget steps;
    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * @param skeletonPaths the paths in the skeleton before rendering, by the paths after rendering
     * @param steps the budget of matching
     */
    FileBehaviours(ModuleManifest module, Map<String, String> skeletonPaths, StepBudget steps) {
        this.module = module;
        this.skeletonPaths = skeletonPaths;
        this.steps = steps;
        for (int i = 0; i < module.files().size(); i++) {
            patterns.add(pattern(i));
        }
    }

    Origin origin(String path, String pathInModule) {
        return new Origin(module.name(), skeletonPaths.get(pathInModule), behaviour(path));
    }

    private Behaviour behaviour(String path) {
        for (int i = 0; i < patterns.size(); i++) {
            if (steps.matches(patterns.get(i), path)) {
                return module.files().get(i).behaviour();
            }
        }
        return Behaviour.MERGE;
    }

    private Pattern pattern(int index) {
        var glob = module.files().get(index).path();
        try {
            return PathGlob.compile(glob, Syntax.JAVA);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "'%s' in module '%s' is not a valid glob.".formatted(glob, module.name()),
                    "/spec/files/%d/path".formatted(index));
        }
    }
}
