package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.templates.manifests.FormPageSchema.Declaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads pages of parameters, and the renamed and retired parameters of older versions. */
final class ParametersReader {

    private static final String AT = "/spec/parameters";

    private final FaultCollector faults;

    /** Whether a parameter may be on several pages, as Backstage has it. */
    private final boolean isComplete;

    private final Map<String, Declaration> declared = new HashMap<>();
    /** The path of each {@code renamedFrom}, by the older name. */
    private final Map<String, ValuePath> renamed = new HashMap<>();

    private ParametersReader(FaultCollector faults, boolean isComplete) {
        this.faults = faults;
        this.isComplete = isComplete;
    }

    static Parameters read(JsonNode spec, FaultCollector faults) {
        var parameters = spec.path("parameters");
        var pages = new ArrayList<JsonNode>();
        var reader = new ParametersReader(faults, spec.path("complete").asBoolean());
        if (parameters.isObject()) {
            pages.add(parameters);
            reader.page(parameters, ValuePath.at(AT));
        } else {
            for (var page : parameters) {
                reader.page(page, ValuePath.at(AT + "/" + pages.size()));
                pages.add(page);
            }
        }
        var retired = spec.path("retired").valueStream().map(JsonNode::asText).toList();
        reader.validateRetired(retired);
        return new Parameters(pages, retired);
    }

    private void page(JsonNode page, ValuePath at) {
        if (!page.path("type").asText("object").equals("object")) {
            faults.add(at.member("type").pointer(), "must be object: the properties of a page are its parameters");
        } else if (FormPageSchema.validate(page, at, faults)) {
            FormPageSchema.parameters(page, at).forEach(this::parameter);
        }
    }

    private void parameter(Declaration parameter) {
        var elsewhere = declared.putIfAbsent(parameter.name(), parameter);
        if (elsewhere != null && !elsewhere.isOnPageOf(parameter) && !isComplete) {
            faults.add(parameter.at().pointer(), "is already declared at " + elsewhere.at());
        }
        var from = parameter.schema().path(Parameters.RENAMED_FROM);
        if (!from.isMissingNode()) {
            renames(from, parameter.at().member(Parameters.RENAMED_FROM));
        }
    }

    private void renames(JsonNode from, ValuePath at) {
        var names = from.isArray() ? from.valueStream().toList() : List.of(from);
        for (var name : names) {
            if (!name.isTextual() || name.asText().isBlank()) {
                faults.add(at.pointer(), "must be the name of an older version's parameter, or a list of such names");
            } else {
                var elsewhere = renamed.putIfAbsent(name.asText(), at);
                if (elsewhere != null && !elsewhere.equals(at)) {
                    faults.add(at.pointer(), "'" + name.asText() + "' is already renamed at " + elsewhere);
                }
            }
        }
    }

    /** Checks that renamed and retired names are no longer parameters. */
    private void validateRetired(List<String> retired) {
        renamed.forEach((name, at) -> {
            if (declared.containsKey(name)) {
                faults.add(at.pointer(), stillDeclared(name));
            }
        });
        for (int i = 0; i < retired.size(); i++) {
            var name = retired.get(i);
            if (declared.containsKey(name)) {
                faults.add("/spec/retired/" + i, stillDeclared(name));
            } else if (renamed.containsKey(name)) {
                faults.add("/spec/retired/" + i, "'" + name + "' is already renamed at " + renamed.get(name));
            }
        }
    }

    private String stillDeclared(String name) {
        return "'" + name + "' is still a parameter at "
                + Objects.requireNonNull(declared.get(name)).at();
    }
}
