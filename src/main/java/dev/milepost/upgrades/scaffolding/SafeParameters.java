package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Selects the parameter values that may be stored: those of parameters that the version has, without secrets of any of
 * its schemas, at any depth.
 */
public final class SafeParameters {

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> BRANCHES = List.of("if", "then", "else");

    private SafeParameters() {}

    public static ObjectNode of(ObjectNode values, ResolvedGoldenPath resolved) {
        var pages = new ArrayList<JsonNode>(pages(resolved.goldenPath()));
        resolved.modules().forEach(resolvedModule -> pages.addAll(pages(resolvedModule.module())));
        var kept = values.deepCopy();
        var known = properties(pages);
        kept.retain(known.keySet());
        known.forEach((name, schemas) -> clean(kept, name, schemas));
        return kept;
    }

    /** Removes values that parameter pages declare secret. Values that the pages do not declare stay. */
    static void leaveOutSecrets(ObjectNode values, List<JsonNode> pages) {
        properties(pages).forEach((name, schemas) -> clean(values, name, schemas));
    }

    static List<JsonNode> pages(Manifest manifest) {
        return manifest.parameters().pages();
    }

    private static void clean(ObjectNode object, String name, List<JsonNode> schemas) {
        var value = object.get(name);
        if (value == null) {
            return;
        }
        if (schemas.stream().anyMatch(SafeParameters::isSecret)) {
            object.remove(name);
        } else {
            clean(value, schemas);
        }
    }

    private static void clean(JsonNode value, List<JsonNode> schemas) {
        if (value instanceof ObjectNode object) {
            properties(schemas).forEach((name, inner) -> clean(object, name, inner));
        } else if (value instanceof ArrayNode array) {
            var items = branches(schemas).stream()
                    .map(schema -> schema.path("items"))
                    .filter(JsonNode::isObject)
                    .toList();
            if (items.stream().anyMatch(SafeParameters::isSecret)) {
                array.removeAll();
            } else {
                array.forEach(element -> clean(element, items));
            }
        }
    }

    private static boolean isSecret(JsonNode schema) {
        return branches(List.of(schema)).stream()
                .anyMatch(branch -> branch.path("ui:field").asText().equals("Secret")
                        || branch.path("ui:widget").asText().equals("password")
                        || branch.path("format").asText().equals("password")
                        || branch.path("writeOnly").asBoolean());
    }

    /** Returns all schemas of each property, including those in branches. */
    private static Map<String, List<JsonNode>> properties(List<JsonNode> schemas) {
        var properties = new HashMap<String, List<JsonNode>>();
        for (var schema : branches(schemas)) {
            schema.path("properties")
                    .properties()
                    .forEach(property -> properties
                            .computeIfAbsent(property.getKey(), name -> new ArrayList<>())
                            .add(property.getValue()));
        }
        return properties;
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
