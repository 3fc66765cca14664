package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The parameters that a template asks for, page by page. Each page is a JSON Schema of type object with a title, as in
 * Backstage.
 *
 * @param retired names of parameters of older versions that are accepted and no longer used
 */
public record Parameters(List<JsonNode> pages, List<String> retired) {

    /** The member of a property's schema with the names of older versions: one name or a list of names. */
    public static final String RENAMED_FROM = "renamedFrom";

    public static final Parameters NONE = new Parameters(List.of(), List.of());

    public Parameters {
        pages = List.copyOf(pages);
        retired = List.copyOf(retired);
    }

    /**
     * Returns the schemas of all parameters by name, in the order of the pages. If several branches have one name, the
     * first is used.
     */
    public Map<String, JsonNode> byName() {
        var byName = new LinkedHashMap<String, JsonNode>();
        for (var page : pages) {
            FormPageSchema.parameters(page, ValuePath.at(""))
                    .forEach(parameter -> byName.putIfAbsent(parameter.name(), parameter.schema()));
        }
        return byName;
    }

    /** Returns the current names of parameters, by the names in older versions. */
    public Map<String, String> renames() {
        var renames = new LinkedHashMap<String, String>();
        byName().forEach((name, schema) -> {
            var from = schema.path(RENAMED_FROM);
            (from.isArray() ? from.valueStream() : Stream.of(from))
                    .filter(JsonNode::isTextual)
                    .forEach(older -> renames.put(older.textValue(), name));
        });
        return renames;
    }
}
