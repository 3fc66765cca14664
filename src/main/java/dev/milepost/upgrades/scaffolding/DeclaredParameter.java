package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter, or a value within one, as all of its schemas together declare it. It is computed once, so that removing
 * secrets takes time linear in the values.
 *
 * @param members the members of an object, by name
 * @param element the elements of a list; null if no schema declares them
 */
record DeclaredParameter(
        boolean isSecret,
        Map<String, DeclaredParameter> members,
        @Nullable DeclaredParameter element) {

    private static final DeclaredParameter SECRET = new DeclaredParameter(true, Map.of(), null);
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> BRANCHES = List.of("if", "then", "else");

    /** Returns the parameters of some pages, by name. */
    static Map<String, DeclaredParameter> of(List<JsonNode> pages) {
        return members(branches(pages));
    }

    /** Returns the parameters as the schemas of both declare them together. */
    static Map<String, DeclaredParameter> merged(
            Map<String, DeclaredParameter> one, Map<String, DeclaredParameter> other) {
        var merged = new HashMap<>(one);
        other.forEach((name, parameter) -> merged.merge(name, parameter, DeclaredParameter::merged));
        return merged;
    }

    private static DeclaredParameter merged(DeclaredParameter one, DeclaredParameter other) {
        if (one.isSecret || other.isSecret) {
            return SECRET;
        }
        var element = one.element == null
                ? other.element
                : other.element == null ? one.element : merged(one.element, other.element);
        return new DeclaredParameter(false, merged(one.members, other.members), element);
    }

    /** Returns the number of parameters and of values within them. */
    static int size(Map<String, DeclaredParameter> declared) {
        return declared.values().stream().mapToInt(DeclaredParameter::size).sum();
    }

    private int size() {
        return 1 + size(members) + (element == null ? 0 : element.size());
    }

    /**
     * Removes the values that are declared secret, at any depth. Values that are not declared stay. Returns whether any was
     * removed.
     */
    static boolean leaveOutSecrets(ObjectNode values, Map<String, DeclaredParameter> declared) {
        var changed = values.properties().removeIf(value -> {
            var parameter = declared.get(value.getKey());
            return parameter != null && parameter.isSecret();
        });
        for (var value : values.properties()) {
            changed |= leaveOutSecrets(value.getValue(), declared.get(value.getKey()));
        }
        return changed;
    }

    private static boolean leaveOutSecrets(JsonNode value, @Nullable DeclaredParameter declared) {
        if (declared == null) {
            return false;
        }
        if (value instanceof ObjectNode object) {
            return leaveOutSecrets(object, declared.members());
        }
        return value instanceof ArrayNode array && leaveOutSecretElements(array, declared.element());
    }

    private static boolean leaveOutSecretElements(ArrayNode array, @Nullable DeclaredParameter declared) {
        if (declared != null && declared.isSecret()) {
            var changed = !array.isEmpty();
            array.removeAll();
            return changed;
        }
        var changed = false;
        for (var element : array) {
            changed |= leaveOutSecrets(element, declared);
        }
        return changed;
    }

    private static DeclaredParameter declared(List<JsonNode> schemas) {
        var branches = branches(schemas);
        if (branches.stream().anyMatch(DeclaredParameter::isSecret)) {
            return SECRET;
        }
        var items = branches.stream()
                .map(schema -> schema.path("items"))
                .filter(JsonNode::isObject)
                .toList();
        return new DeclaredParameter(false, members(branches), items.isEmpty() ? null : declared(items));
    }

    private static boolean isSecret(JsonNode schema) {
        return schema.path("ui:field").asText().equals("Secret")
                || schema.path("ui:widget").asText().equals("password")
                || schema.path("format").asText().equals("password")
                || schema.path("writeOnly").asBoolean();
    }

    private static Map<String, DeclaredParameter> members(List<JsonNode> branches) {
        var schemas = new HashMap<String, List<JsonNode>>();
        for (var branch : branches) {
            branch.path("properties")
                    .properties()
                    .forEach(property -> schemas.computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                            .add(property.getValue()));
        }
        var members = new HashMap<String, DeclaredParameter>();
        schemas.forEach((name, ofMember) -> members.put(name, declared(ofMember)));
        return members;
    }

    /** Returns the schemas together with the subschemas that apply to the same value. */
    private static List<JsonNode> branches(List<JsonNode> schemas) {
        var all = new ArrayList<JsonNode>();
        for (var schema : schemas) {
            all.add(schema);
            for (var list : LISTS) {
                all.addAll(branches(schema.path(list).valueStream().toList()));
            }
            for (var branch : BRANCHES) {
                if (schema.has(branch)) {
                    all.addAll(branches(List.of(schema.get(branch))));
                }
            }
            all.addAll(branches(schema.path("dependencies").valueStream().toList()));
            all.addAll(branches(schema.path("dependentSchemas").valueStream().toList()));
        }
        return all;
    }
}
