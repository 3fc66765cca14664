package dev.milepost.slo.alerts;

import java.util.Locale;

/** Why an alert ended. */
enum EndReason {
    /** The burn rate is no longer above the factor. */
    RATE_FELL("the burn rate is no longer above the factor"),
    /** Fewer events than the rule requires are left, because some were excluded or left its window. */
    TOO_FEW_EVENTS("fewer events are left than the rule requires"),
    /** No events are left in the long window of the rule, or in the window of the budget. */
    NO_DATA("no events are left to evaluate"),
    /** There are events again. */
    DATA_RETURNED("there are events again"),
    /** The remaining budget exceeds the threshold and the margin. */
    BUDGET_REGAINED("the remaining budget is above the threshold again"),
    /** The definition changed, and by the new one there is no alert. */
    DEFINITION_CHANGED("the definition changed"),
    /** The objective, the rule or the threshold no longer exists. */
    NO_LONGER_DEFINED("the objective, rule or threshold no longer exists");

    private final String text;

    EndReason(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
