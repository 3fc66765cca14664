package dev.milepost.slo.prometheus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A burn rate rule as a Prometheus alerting rule. It uses the counts that the API returns: the factor must be exceeded
 * over both windows, by as many events as the rule requires.
 */
record AlertingRule(Slo slo, String objective, String name, BurnRateRule rule) {

    /** Returns an alert that fires when the rule fires, for as long before and after as the rule requires. */
    ObjectNode burnRateAlert() {
        var alert = JsonNodeFactory.instance.objectNode().put("alert", "SloBurnRateExceeded");
        alert.put("expr", expression());
        if (!rule.alertAfter().isZero()) {
            alert.put("for", PromQl.duration(rule.alertAfter()));
        }
        if (!rule.keepFiringFor().isZero()) {
            alert.put("keep_firing_for", PromQl.duration(rule.keepFiringFor()));
        }
        alert.set("labels", labels());
        alert.set(
                "annotations",
                annotations(
                        "The error budget of %s burns too fast".formatted(slo.name()),
                        "The burn rate is {{ $value | humanize }} over %s. Rule %s alerts above %s over this window and over %s."
                                .formatted(
                                        PromQl.duration(rule.longWindow()),
                                        PromQl.literal(name),
                                        rule.factor().toPlainString(),
                                        PromQl.duration(rule.shortWindow()))));
        return alert;
    }

    /** Returns an alert that fires when the rule has no data. */
    ObjectNode noDataAlert() {
        var alert = JsonNodeFactory.instance.objectNode().put("alert", "SloDataMissing");
        alert.put("expr", over(RecordingRules.BURN_VALID, rule.longWindow()) + " == 0");
        alert.set("labels", labels());
        alert.set(
                "annotations",
                annotations(
                        "No events are counted for %s".formatted(slo.name()),
                        "There were no valid events within %s, so rule %s cannot be evaluated."
                                .formatted(PromQl.duration(rule.longWindow()), PromQl.literal(name))));
        return alert;
    }

    private String expression() {
        var minimum = rule.minimumEvents();
        return String.join(
                " and ignoring (window) ",
                over(RecordingRules.BURN_RATE, rule.longWindow()) + factor(),
                over(RecordingRules.BURN_RATE, rule.shortWindow()) + factor(),
                over(RecordingRules.BURN_VALID, rule.longWindow()) + " >= " + minimum.minEvents(),
                over(RecordingRules.BURN_BAD, rule.longWindow()) + " >= " + minimum.minBad());
    }

    private String over(String metric, Duration window) {
        var labels = of();
        labels.put("window", PromQl.duration(window));
        return PromQl.select(metric, labels);
    }

    private Map<String, String> of() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("slo", slo.name());
        labels.put("objective", objective);
        return labels;
    }

    /** The factors of the workbook depend on the length of the window, and months have different lengths. */
    private String factor() {
        if (slo.ownRules().isPresent() || slo.window() instanceof TimeWindow.Rolling) {
            return comparison() + plain(rule.factor());
        }
        var labels = of();
        labels.put("rule", name);
        return comparison() + "ignoring (window, rule) " + PromQl.select(RecordingRules.FACTOR, labels);
    }

    private String comparison() {
        return rule.inclusive() ? " >= " : " > ";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private ObjectNode labels() {
        var labels = JsonNodeFactory.instance
                .objectNode()
                .put("severity", PromQl.literal(rule.severity()))
                .put("slo", slo.name())
                .put("objective", PromQl.literal(objective))
                .put("rule", PromQl.literal(name))
                .put("service", PromQl.literal(slo.description().service()));
        var owner = slo.description().owner();
        return owner == null ? labels : labels.put("owner", owner);
    }

    private ObjectNode annotations(String summary, String detail) {
        var text = slo.description().text();
        var annotations = JsonNodeFactory.instance
                .objectNode()
                .put("summary", summary)
                .put("description", text.isBlank() ? detail : detail + " " + PromQl.literal(text));
        var runbook = slo.description().runbook();
        if (runbook != null) {
            annotations.put("runbook_url", PromQl.literal(runbook));
        }
        return annotations;
    }
}
