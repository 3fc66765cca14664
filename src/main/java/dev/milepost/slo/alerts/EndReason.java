package dev.milepost.slo.alerts;

import java.util.Locale;

/** Why an alert is over. */
enum EndReason {
    /** The burn rate is no longer above the factor. */
    RATE_FELL("the burn rate is not above the factor any more"),
    /** Fewer events than the rule asks for are left, as some were taken out or left its window. */
    TOO_FEW_EVENTS("fewer events than the rule asks for are left"),
    /** Nothing is left in the rule's long window, or in the window of the budget. */
    NO_DATA("nothing is left to judge it by"),
    /** There is something to judge again. */
    DATA_RETURNED("there are events again"),
    /** More of the budget remains than the threshold and the margin. */
    BUDGET_REGAINED("more of the budget remains again"),
    /** The definition is another, and by it there is nothing to tell. */
    DEFINITION_CHANGED("the definition was changed"),
    /** The objective, the rule or the threshold is there no longer. */
    NO_LONGER_DEFINED("it is no longer defined");

    private final String words;

    EndReason(String words) {
        this.words = words;
    }

    String text() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
