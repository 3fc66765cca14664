package dev.milepost.cli.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A log of SARIF 2.1.0 with one run.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifLog {

    private final ObjectNode log = JsonNodeFactory.instance.objectNode();
    private final ArrayNode rules;
    private final ArrayNode results;

    SarifLog() {
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        var run = log.putArray("runs").addObject();
        rules = run.putObject("tool")
                .putObject("driver")
                .put("name", "milepost")
                .putArray("rules");
        run.put("columnKind", "utf16CodeUnits");
        run.putArray("invocations").addObject().put("executionSuccessful", true);
        results = run.putArray("results");
    }

    /** Adds a rule, which comes before its results. */
    ObjectNode addRule(String id, String description) {
        var rule = rules.addObject().put("id", id);
        rule.putObject("shortDescription").put("text", description);
        return rule;
    }

    ObjectNode addResult(String rule, String level, String text) {
        var result = results.addObject().put("ruleId", rule).put("ruleIndex", index(rule));
        result.put("level", level).putObject("message").put("text", text);
        return result;
    }

    private int index(String rule) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).path("id").asText().equals(rule)) {
                return i;
            }
        }
        return -1;
    }

    ObjectNode log() {
        return log;
    }
}
