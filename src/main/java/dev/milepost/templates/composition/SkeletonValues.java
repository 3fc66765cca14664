package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Skeleton;
import dev.milepost.templates.manifests.PolicyHook;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.Locale;
import java.util.Objects;

/**
 * The values that skeletons are rendered with, as expressions of the scaffolder's template language. They are the same
 * in Backstage and in this service: the values that a module lists, or else all parameters except secrets by name; and
 * {@code values.milepost}.
 */
final class SkeletonValues {

    private static final String MILEPOST = "milepost";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private final ResolvedGoldenPath resolved;
    private final ComposedParameters parameters;
    private final String correlation;

    /** @param correlation the expression that yields the correlation id */
    SkeletonValues(ResolvedGoldenPath resolved, ComposedParameters parameters, String correlation) {
        this.resolved = resolved;
        this.parameters = parameters;
        this.correlation = correlation;
    }

    ObjectNode values(ModuleManifest module) {
        var values = JsonNodeFactory.instance.objectNode();
        var named = skeleton(module).values();
        if (named != null) {
            named.properties()
                    .forEach(value ->
                            values.set(value.getKey(), requireReproducible(module, value.getKey(), value.getValue())));
        } else {
            parameters.schemas().keySet().stream()
                    .filter(name -> !parameters.secrets().contains(name))
                    .forEach(name -> values.put(name, reference(name)));
        }
        values.set(MILEPOST, milepost());
        return values;
    }

    /** Returns the target folder of the files, {@code .} for the root of the service. It may contain expressions. */
    static String targetPath(ModuleManifest module) {
        return skeleton(module).targetPath();
    }

    static Skeleton skeleton(ModuleManifest module) {
        return Objects.requireNonNull(module.skeleton());
    }

    private ObjectNode milepost() {
        var path = resolved.goldenPath();
        var milepost = JsonNodeFactory.instance.objectNode();
        milepost.putObject("template")
                .put("name", path.name())
                .put("version", path.version().toString());
        milepost.put("correlationId", correlation);
        var policies = milepost.putObject("policies");
        for (var hook : PolicyHook.values()) {
            var requirement = path.policies().get(hook);
            if (requirement != null) {
                policies.put(hook.wireName(), requirement.name().toLowerCase(Locale.ROOT));
            }
        }
        return milepost;
    }

    /**
     * Returns a value after checking that it does not refer to steps. Only a run in Backstage has those, and equal
     * parameters must yield equal files.
     */
    private static JsonNode requireReproducible(ModuleManifest module, String name, JsonNode value) {
        if (value.isTextual()) {
            StepIdRewriter.rewrite(value.textValue(), id -> {
                throw ProblemException.of(
                        ProblemType.UNCOMPOSABLE_MODULES,
                        "The value '%s' of the skeleton of '%s' refers to the step '%s'. Skeletons are rendered without steps. Use parameters."
                                .formatted(name, module.name(), id),
                        "/spec/skeleton/values/" + name);
            });
        }
        value.forEach(each -> requireReproducible(module, name, each));
        return value;
    }

    /** Returns the expression that yields a parameter. */
    static String reference(String name) {
        return NAME.matches(name)
                ? "${{ parameters.%s }}".formatted(name)
                : "${{ parameters['%s'] }}".formatted(name.replace("\\", "\\\\").replace("'", "\\'"));
    }
}
