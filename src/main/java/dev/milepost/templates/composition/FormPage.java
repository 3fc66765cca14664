package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.Manifest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Builds one page of a form. */
final class FormPage {

    private final String title;

    /** Whether the page has only what was written. */
    private final boolean exact;

    private final Map<String, JsonNode> members = new LinkedHashMap<>();
    private final Map<String, JsonNode> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    FormPage(String title) {
        this(title, false);
    }

    private FormPage(String title, boolean exact) {
        this.title = title;
        this.exact = exact;
    }

    /** A page of a complete module. */
    static FormPage exact() {
        return new FormPage("", true);
    }

    /** Whether there is nothing to ask for, also not in branches such as {@code oneOf}. */
    boolean isEmpty() {
        return properties.isEmpty()
                && required.isEmpty()
                && members.values().stream().noneMatch(JsonNode::isContainerNode)
                && !exact;
    }

    void put(String name, JsonNode schema) {
        properties.put(name, schema);
    }

    void require(String name) {
        required.add(name);
    }

    /**
     * Adds a member other than {@code properties} and {@code required}. The first description is used. All other
     * members must be equal in every declaration.
     */
    void add(Manifest by, String pointer, Map.Entry<String, JsonNode> member) {
        var known = members.putIfAbsent(member.getKey(), member.getValue());
        if (known != null
                && !known.equals(member.getValue())
                && !member.getKey().equals("description")) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "'%s' has a page '%s' with another '%s' than an earlier page of this title. Make them equal, or change the title."
                            .formatted(by.name(), title, member.getKey()),
                    pointer + "/" + member.getKey());
        }
    }

    ObjectNode toSchema() {
        var schema = JsonNodeFactory.instance.objectNode();
        if (!title.isEmpty()) {
            schema.put("title", title);
        }
        if (!exact) {
            schema.put("type", "object");
        }
        members.forEach(schema::set);
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        if (!exact || !properties.isEmpty()) {
            var all = schema.putObject("properties");
            properties.forEach(all::set);
        }
        return schema;
    }
}
