package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of a module's steps in a Template: {@code MODULE_ID}. Module names contain no underscore, nor do the ids of
 * the steps that composition adds, so ids cannot collide. The ids {@code correlation}, {@code publish} and {@code
 * register} refer to the golden path's steps unless the module has its own.
 */
final class StepIds {

    static final String CORRELATION = "correlation";
    static final String PUBLISH = "publish";
    static final String REGISTER = "register";

    private final ModuleManifest module;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, String> shared;

    /** @param shared the ids in the Template of the steps that every module may refer to */
    StepIds(ModuleManifest module, Map<String, String> shared) {
        this.module = module;
        this.shared = shared;
        for (int i = 0; i < module.steps().size(); i++) {
            var id = idOrNumber(module, i);
            if (ids.put(id, of(module, id)) != null) {
                throw ProblemException.of(
                        ProblemType.UNCOMPOSABLE_MODULES,
                        "Module '%s' has two steps with the id '%s'. Step ids must be unique in a module."
                                .formatted(module.name(), id),
                        "/spec/steps/" + i);
            }
        }
    }

    static String of(ModuleManifest module, String id) {
        return module.name() + "_" + id;
    }

    /** Returns the id of a step in its module, or a numbered id if it has none. */
    static String idOrNumber(ModuleManifest module, int index) {
        return module.steps().get(index).path("id").asText("step-" + (index + 1));
    }

    /** Returns a step as it appears in the Template. */
    ObjectNode rewrite(int index) {
        var step = ((ObjectNode) module.steps().get(index)).deepCopy();
        var written = idOrNumber(module, index);
        step.put("id", of(module, written));
        if (!step.hasNonNull("name")) {
            step.put("name", module.name() + ": " + written);
        }
        for (var member : step.properties()) {
            if (!member.getKey().equals("id") && !member.getKey().equals("action")) {
                member.setValue(rewrite(member.getValue(), "/spec/steps/" + index));
            }
        }
        return step;
    }

    /** Returns the module's output as it appears in the Template. */
    JsonNode output() {
        return rewrite(module.output().deepCopy(), "/spec/output");
    }

    private JsonNode rewrite(JsonNode value, String pointer) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(rewrite(member.getValue(), pointer)));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, rewrite(array.get(i), pointer));
            }
        } else if (value.isTextual()) {
            return TextNode.valueOf(StepIdRewriter.rewrite(value.textValue(), id -> id(id, pointer)));
        }
        return value;
    }

    private String id(String written, String pointer) {
        var id = ids.getOrDefault(written, shared.get(written));
        if (id == null) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "Module '%s' refers to the step '%s'. Neither the module nor the golden path has a step with this id."
                            .formatted(module.name(), written),
                    pointer);
        }
        return id;
    }
}
