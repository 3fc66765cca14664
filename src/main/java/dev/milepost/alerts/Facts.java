package dev.milepost.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.objectives.BurnRate;
import dev.milepost.objectives.RuleStanding;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What there is to say of an objective and one of its signals, in the words of the API. What is unknown is left out. */
final class Facts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Facts() {}

    static ObjectNode of(Watched watched, String rule, RuleStanding standing) {
        var facts = common(watched);
        facts.put("rule", rule)
                .put("severity", standing.rule().severity())
                .put("factor", plain(standing.rule().factor()))
                .put("rule_state", standing.state().name())
                .put("explanation", Sentence.of(watched, rule, standing));
        facts.set("long_window", window(standing.rule().longWindow(), standing.overLong()));
        facts.set("short_window", window(standing.rule().shortWindow(), standing.overShort()));
        return facts;
    }

    /** @param threshold in percent of the budget */
    static ObjectNode of(Watched watched, BigDecimal threshold) {
        return common(watched)
                .put("threshold_percent", plain(threshold))
                .put("explanation", Sentence.of(watched, threshold));
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was kept of an alert can be read", e);
        }
    }

    private static ObjectNode common(Watched watched) {
        var slo = watched.standing().slo();
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

    /** Written as people do. */
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }
}
