package dev.milepost.slo.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * Recording rules that merge the series of all replicas. Replicas return the same values, and an alert must fire only
 * once. Series of other installations stay apart. They record the maximum of burn rates and the minimum of what remains.
 */
final class RecordingRules {

    static final String BURN_RATE = "slo_objective_window:milepost_slo_burn_rate:max";
    static final String BURN_VALID = "slo_objective_window:milepost_slo_burn_valid:max";
    static final String BURN_BAD = "slo_objective_window:milepost_slo_burn_bad:max";
    static final String FACTOR = "slo_objective_rule:milepost_slo_rule_factor:max";

    private static final List<RecordingRule> ALL = List.of(
            new RecordingRule(
                    BURN_RATE, "max by (namespace, job, install, slo, objective, window) (milepost_slo_burn_rate%s)"),
            new RecordingRule(
                    BURN_VALID, "max by (namespace, job, install, slo, objective, window) (milepost_slo_burn_valid%s)"),
            new RecordingRule(
                    BURN_BAD, "max by (namespace, job, install, slo, objective, window) (milepost_slo_burn_bad%s)"),
            new RecordingRule(
                    FACTOR, "max by (namespace, job, install, slo, objective, rule) (milepost_slo_rule_factor%s)"),
            new RecordingRule(
                    "slo_objective:milepost_slo_sli:min",
                    "min by (namespace, job, install, slo, objective) (milepost_slo_sli%s)"),
            new RecordingRule(
                    "slo_objective:milepost_slo_error_budget_remaining_ratio:min",
                    "min by (namespace, job, install, slo, objective) (milepost_slo_error_budget_remaining_ratio%s)"));

    private RecordingRules() {}

    private record RecordingRule(String name, String expression) {}

    /** Adds the rules of an SLO, whose name needs no quoting. */
    static void add(String slo, ArrayNode rules) {
        for (var recorded : ALL) {
            rules.addObject()
                    .put("record", recorded.name())
                    .put("expr", recorded.expression().formatted("{slo=\"" + slo + "\"}"))
                    // The series has this label already. It also makes the rule unique for promtool.
                    .putObject("labels")
                    .put("slo", slo);
        }
    }
}
