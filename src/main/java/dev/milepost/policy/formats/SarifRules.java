package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/** The rules of a run: those of its tool and of the tool's extensions. */
final class SarifRules {

    private final JsonNode tool;
    private final Map<String, JsonNode> byId = new HashMap<>();

    private SarifRules(JsonNode tool) {
        this.tool = tool;
    }

    static SarifRules of(JsonNode run, String at) {
        var tool = run.path("tool");
        var rules = new SarifRules(tool);
        rules.add(Facts.list(tool.path("driver"), "rules", at + "/tool/driver"));
        for (var extension : Facts.list(tool, "extensions", at + "/tool")) {
            rules.add(extension.path("rules"));
        }
        return rules;
    }

    private void add(JsonNode rules) {
        rules.forEach(rule -> byId.putIfAbsent(rule.path("id").asText(), rule));
    }

    /** The rule of a result; a missing node if the run does not describe it. */
    JsonNode of(JsonNode result) {
        var reference = result.path("rule");
        var extension = reference.path("toolComponent").path("index");
        var component = extension.isInt() ? tool.path("extensions").path(extension.intValue()) : tool.path("driver");
        var index = result.path("ruleIndex").isInt() ? result.path("ruleIndex") : reference.path("index");
        var rule = index.isInt() ? component.path("rules").path(index.intValue()) : MissingNode.getInstance();
        return rule.isObject() ? rule : byId.getOrDefault(statedId(result), MissingNode.getInstance());
    }

    /** The id of a result's rule, which may have a suffix that the rule's own id lacks. */
    String idOf(JsonNode result, JsonNode rule) {
        var id = statedId(result);
        return id.isEmpty() ? rule.path("id").asText() : id;
    }

    private static String statedId(JsonNode result) {
        return result.path("ruleId").asText(result.path("rule").path("id").asText());
    }
}
