package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.platform.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proposes a corrected value for a value that violates the schema. Proposes only values that the schema accepts. */
final class SchemaFix {

    private static final int MAX_LENGTH = 1_000;

    private static final Pattern LAST_NUMBER = Pattern.compile("^[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*?([0-9]+)$");
    private static final Pattern PARTING = Pattern.compile("[;,\\s\\x0B]+");
    private static final Pattern UNIT = Pattern.compile("[\\s\\x0B]*(d|h|m)[a-z]*$");
    private static final Pattern BLANK = Pattern.compile("[\\s\\x0B]");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Common synonyms of values of the schema. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("k8s", "kubernetes"),
            Map.entry("kube", "kubernetes"),
            Map.entry("lambda", "serverless"),
            Map.entry("faas", "serverless"),
            Map.entry("cron", "batch"),
            Map.entry("cronjob", "batch"),
            Map.entry("lib", "library"),
            Map.entry("yes", "true"),
            Map.entry("no", "false"),
            Map.entry("critical", "high"),
            Map.entry("moderate", "medium"),
            Map.entry("secret", "restricted"));

    private final CatalogSchema schema;
    private final SchemaValidator validator;

    SchemaFix(CatalogSchema schema, SchemaValidator validator) {
        this.schema = schema;
        this.validator = validator;
    }

    @Nullable
    ObjectNode annotation(Entity entity, String name) {
        var value = entity.annotations().path(name);
        if (value.isNull()) {
            return Fixes.renamed(name, null, value);
        }
        for (var meant : candidates(value, name)) {
            if (validator.accept(name, TextNode.valueOf(meant))) {
                return Fixes.annotation(name, meant);
            }
        }
        return null;
    }

    private List<String> candidates(JsonNode value, String name) {
        if (value.size() > MAX_LENGTH) {
            return List.of();
        }
        var text = value.isArray()
                ? joined(value)
                : value.isObject() ? pairs(value) : value.asText().strip();
        if (text.length() > MAX_LENGTH) {
            return List.of();
        }
        if (value.isContainerNode()) {
            return List.of(text);
        }
        var word = text.toLowerCase(Locale.ROOT);
        var choices = schema.annotation(name)
                .path("enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        var meant = new ArrayList<>(List.of(text, word, SYNONYMS.getOrDefault(word, word)));
        SpellingSuggestion.find(word, choices).ifPresent(meant::add);
        meant.add(LAST_NUMBER.matcher(word).replaceAll("$1"));
        meant.add(PARTING.matcher(text).replaceAll(", "));
        meant.add(BLANK.matcher(UNIT.matcher(word).replaceAll("$1")).replaceAll(""));
        meant.add(BLANK.matcher(word).replaceAll("-"));
        return meant;
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static String pairs(JsonNode map) {
        return map.properties().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue().asText())
                .collect(Collectors.joining(", "));
    }

    /** Proposes a fix for the fields that every entity has: kind and namespace. */
    @Nullable
    ObjectNode field(Entity entity, String pointer) {
        if (pointer.equals("/kind")) {
            return CatalogSchema.KINDS.entrySet().stream()
                    .filter(kind -> kind.getValue().equals(entity.kind()))
                    .map(kind -> Fixes.at("kind", TextNode.valueOf(kind.getKey())))
                    .findFirst()
                    .orElse(null);
        }
        if (pointer.equals("/metadata/namespace")) {
            var namespace =
                    OTHERS.matcher(entity.namespace().toLowerCase(Locale.ROOT)).replaceAll("-");
            return namespace.length() <= 63 && NAMESPACE.matches(namespace)
                    ? Fixes.at("metadata", "namespace", TextNode.valueOf(namespace))
                    : null;
        }
        return null;
    }
}
