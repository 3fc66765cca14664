package dev.milepost.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a template asks for, page by page: each page is a JSON Schema of type object with a title, as in Backstage.
 *
 * @param retired names of parameters of older versions that are taken and no longer used
 */
public record Parameters(List<JsonNode> pages, List<String> retired) {

    /** Says in a property's schema what older versions called it: one name or a list of them. */
    public static final String RENAMED_FROM = "renamedFrom";

    public static final Parameters NONE = new Parameters(List.of(), List.of());

    public Parameters {
        pages = List.copyOf(pages);
        retired = List.copyOf(retired);
    }
}
