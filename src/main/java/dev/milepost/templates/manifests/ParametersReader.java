package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads pages of parameters, and the renamed and retired parameters of older versions. */
final class ParametersReader {

    private static final String AT = "/spec/parameters";

    private final FaultCollector faults;
    /** The pointer to each parameter's declaration, by name. */
    private final Map<String, String> declared = new HashMap<>();
    /** The pointer to each {@code renamedFrom}, by the older name. */
    private final Map<String, String> renamed = new HashMap<>();

    private ParametersReader(FaultCollector faults) {
        this.faults = faults;
    }

    static Parameters read(JsonNode spec, FaultCollector faults) {
        var parameters = spec.path("parameters");
        var pages = new ArrayList<JsonNode>();
        var reader = new ParametersReader(faults);
        if (parameters.isObject()) {
            pages.add(parameters);
            reader.page(parameters, AT);
        } else {
            for (var page : parameters) {
                reader.page(page, AT + "/" + pages.size());
                pages.add(page);
            }
        }
        var retired = spec.path("retired").valueStream().map(JsonNode::asText).toList();
        reader.validateRetired(retired);
        return new Parameters(pages, retired);
    }

    private void page(JsonNode page, String at) {
        if (!page.path("type").asText("object").equals("object")) {
            faults.add(at + "/type", "must be object: the properties of a page are its parameters");
        } else if (FormPageSchema.validate(page, at, faults)) {
            FormPageSchema.parameters(page, at).forEach(this::parameter);
        }
    }

    private void parameter(String at, JsonNode schema) {
        var name = JsonPointers.lastToken(at);
        var elsewhere = declared.putIfAbsent(name, at);
        if (elsewhere != null && !FormPageSchema.samePage(elsewhere, at)) {
            faults.add(at, "is already declared at " + elsewhere);
        }
        var from = schema.path(Parameters.RENAMED_FROM);
        if (!from.isMissingNode()) {
            renames(from, JsonPointers.of(at, Parameters.RENAMED_FROM));
        }
    }

    private void renames(JsonNode from, String at) {
        var names = from.isArray() ? from.valueStream().toList() : List.of(from);
        for (var name : names) {
            if (!name.isTextual() || name.asText().isBlank()) {
                faults.add(at, "must be the name of an older version's parameter, or a list of such names");
            } else {
                var elsewhere = renamed.putIfAbsent(name.asText(), at);
                if (elsewhere != null && !elsewhere.equals(at)) {
                    faults.add(at, "'" + name.asText() + "' is already renamed at " + elsewhere);
                }
            }
        }
    }

    /** Checks that renamed and retired names are no longer parameters. */
    private void validateRetired(List<String> retired) {
        renamed.forEach((name, at) -> {
            if (declared.containsKey(name)) {
                faults.add(at, "'" + name + "' is still a parameter at " + declared.get(name));
            }
        });
        for (int i = 0; i < retired.size(); i++) {
            var name = retired.get(i);
            if (declared.containsKey(name)) {
                faults.add("/spec/retired/" + i, "'" + name + "' is still a parameter at " + declared.get(name));
            } else if (renamed.containsKey(name)) {
                faults.add("/spec/retired/" + i, "'" + name + "' is already renamed at " + renamed.get(name));
            }
        }
    }
}
