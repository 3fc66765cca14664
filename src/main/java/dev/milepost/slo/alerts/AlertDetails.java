package dev.milepost.slo.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.slo.objectives.BurnRate;
import dev.milepost.slo.objectives.BurnRateRule.RuleEvaluation;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The facts about an objective and one of its alerts, with the field names of the API. Unknown facts are omitted. */
final class AlertDetails {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertDetails() {}

    static ObjectNode of(WatchedObjective watched, String rule, RuleEvaluation ruleEvaluation) {
        var facts = common(watched);
        facts.put("rule", rule)
                .put("severity", ruleEvaluation.rule().severity())
                .put("factor", plain(ruleEvaluation.rule().factor()))
                .put("rule_state", ruleEvaluation.state().name())
                .put("explanation", AlertSummary.of(watched, rule, ruleEvaluation));
        facts.set("long_window", window(ruleEvaluation.rule().longWindow(), ruleEvaluation.overLong()));
        facts.set("short_window", window(ruleEvaluation.rule().shortWindow(), ruleEvaluation.overShort()));
        return facts;
    }

    /** @param threshold in percent of the budget */
    static ObjectNode of(WatchedObjective watched, BigDecimal threshold) {
        return common(watched)
                .put("threshold_percent", plain(threshold))
                .put("explanation", AlertSummary.of(watched, threshold));
    }

    /** Returns the facts about the events of the SLO. */
    static ObjectNode ofData(WatchedObjective watched) {
        var flow = watched.status().flow();
        var facts = common(watched).put("severity", "ticket").put("explanation", AlertSummary.ofData(watched));
        if (flow.lastEventAt() != null) {
            facts.put("last_event_at", flow.lastEventAt().toString());
        }
        if (flow.rhythm() != null) {
            facts.put("expected_within_seconds", flow.rhythm().tolerated().toSeconds());
        }
        return facts;
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored details of an alert are not valid JSON", e);
        }
    }

    private static ObjectNode common(WatchedObjective watched) {
        var slo = watched.status().slo();
        var description = slo.slo().description();
        var evaluation = watched.evaluation();
        var facts = JsonNodeFactory.instance
                .objectNode()
                .put("slo", slo.name())
                .put("slo_version", slo.version())
                .put("display_name", description.displayName())
                .put("objective", watched.objective())
                .put("target", plain(evaluation.target().ratio()))
                .put("service", description.service());
        put(facts, "owner", description.owner());
        put(facts, "runbook_url", description.runbook());
        put(facts, "sli", evaluation.sli());
        put(facts, "budget_remaining_ratio", evaluation.budget().remainingRatio());
        return facts.put("state", evaluation.state().name())
                .put("valid", plain(evaluation.measure().valid()))
                .put("good", plain(evaluation.measure().good()))
                .put("bad", plain(evaluation.measure().bad()))
                .put("unit", evaluation.slices() ? "time_slices" : "events")
                .put("from", evaluation.window().from().toString())
                .put("to", evaluation.window().to().toString());
    }

    private static ObjectNode window(Duration length, BurnRate burn) {
        var window = JsonNodeFactory.instance
                .objectNode()
                .put("window_seconds", length.toSeconds())
                .put("valid", plain(burn.measure().valid()))
                .put("bad", plain(burn.measure().bad()));
        put(window, "burn_rate", burn.rate());
        return window;
    }

    private static void put(ObjectNode facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static void put(ObjectNode facts, String name, @Nullable BigDecimal value) {
        if (value != null) {
            facts.put(name, plain(value));
        }
    }

    /** Returns the number without an exponent and without trailing zeros. */
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
