package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter whose value is assumed: no run recorded one and the request has none. To answer, the caller sends it in
 * {@code parameters}.
 *
 * @param value the value that the plan assumes, the parameter's default; null if there is none
 * @param schema its JSON Schema, as in Backstage's form
 */
record AskedValue(String name, @Nullable JsonNode value, boolean required, JsonNode schema) {

    private static final int MOST_FAULTS = 100;

    /** @param recorded the parameters that the form of the recorded run had, under their names in the earlier version */
    static List<AskedValue> of(
            ParameterUpgradePath path,
            Set<String> recorded,
            ObjectNode given,
            ObjectNode after,
            ResolvedGoldenPath target) {
        var secrets = Composer.secretParameters(target);
        return path.after().entrySet().stream()
                .filter(parameter -> {
                    var origin = path.origins().get(parameter.getKey());
                    boolean isKnown = origin != null && (recorded.contains(origin) || given.has(origin));
                    return !isKnown && !given.has(parameter.getKey()) && !secrets.contains(parameter.getKey());
                })
                .map(parameter -> new AskedValue(
                        parameter.getKey(),
                        after.has(parameter.getKey())
                                ? after.get(parameter.getKey())
                                : parameter.getValue().schema().get("default"),
                        parameter.getValue().required(),
                        parameter.getValue().schema()))
                .toList();
    }

    /** The problem that no run has the values of a service, with each parameter of its version. */
    static ProblemException unknownBase(String service, TemplateRelease release) {
        var faults = release.parameters().entrySet().stream()
                .limit(MOST_FAULTS)
                .map(parameter -> new Fault(
                        JsonPointers.of("/parameters", parameter.getKey()),
                        parameter.getValue().needsValue()
                                ? "is required and has no default"
                                : "is optional, or has a default"))
                .toList();
        return ProblemException.of(
                ProblemType.UNKNOWN_BASE,
                ("No recorded run has the parameter values of '%s'. Send them in 'parameters', under the names of its version."
                                + " Send an empty object if all have their defaults.")
                        .formatted(service),
                faults);
    }
}
