package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a change to a JSON Schema would refuse what was good before. */
public final class BreakingSchemaChanges {

    private static final Set<String> LOWER_BOUNDS = Set.of("minLength", "minimum", "minItems");
    private static final Set<String> UPPER_BOUNDS = Set.of("maxLength", "maximum", "maxItems");
    private static final Set<String> PROSE = Set.of("title", "description", "examples", "$id", "$comment", "default");

    private final List<String> breaking = new ArrayList<>();

    private BreakingSchemaChanges() {}

    public static List<String> breaking(JsonNode released, JsonNode current) {
        var change = new BreakingSchemaChanges();
        change.compare("", released, current);
        return change.breaking;
    }

    private void compare(String at, JsonNode released, JsonNode current) {
        var keywords = new TreeSet<String>();
        released.fieldNames().forEachRemaining(keywords::add);
        current.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(PROSE);
        for (var keyword : keywords) {
            var before = released.path(keyword);
            var after = current.path(keyword);
            if (!before.equals(after)) {
                compareKeyword(at + "/" + keyword, keyword, before, after);
            }
        }
    }

    private void compareKeyword(String at, String keyword, JsonNode before, JsonNode after) {
        if (keyword.equals("properties")) {
            compareProperties(at, before, after);
        } else if (keyword.equals("items") && !before.isMissingNode() && !after.isMissingNode()) {
            compare(at, before, after);
        } else if (keyword.equals("required")) {
            values(after).stream()
                    .filter(name -> !values(before).contains(name))
                    .forEach(name -> breaking.add(name + " is newly required"));
        } else if (keyword.equals("enum") || keyword.equals("type")) {
            narrowed(at, !after.isMissingNode() && !values(after).containsAll(values(before)));
        } else if (LOWER_BOUNDS.contains(keyword)) {
            narrowed(at, !after.isMissingNode() && (before.isMissingNode() || after.asDouble() > before.asDouble()));
        } else if (UPPER_BOUNDS.contains(keyword)) {
            narrowed(at, !after.isMissingNode() && (before.isMissingNode() || after.asDouble() < before.asDouble()));
        } else {
            breaking.add(at + " is changed");
        }
    }

    private void compareProperties(String at, JsonNode before, JsonNode after) {
        for (var property : before.properties()) {
            var name = at + "/" + property.getKey();
            if (after.has(property.getKey())) {
                compare(name, property.getValue(), after.get(property.getKey()));
            } else {
                breaking.add(name + " is removed");
            }
        }
    }

    private void narrowed(String at, boolean isNarrowed) {
        if (isNarrowed) {
            breaking.add(at + " is narrowed");
        }
    }

    private static Set<String> values(JsonNode node) {
        return node.isTextual()
                ? Set.of(node.textValue())
                : node.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }
}
