package dev.milepost.slo.alerts;

import java.util.Comparator;

/**
 * Identifies an alert of an objective.
 *
 * @param name the name of the rule, or the threshold in percent
 */
record AlertKey(String slo, String objective, Kind kind, String name) implements Comparable<AlertKey> {

    private static final Comparator<AlertKey> ORDER = Comparator.comparing(AlertKey::slo)
            .thenComparing(AlertKey::objective)
            .thenComparing(AlertKey::kind)
            .thenComparing(AlertKey::name);

    /** The kind of an alert, with the event types that announce it. */
    enum Kind {
        /** A burn rate rule fires. */
        BURN_RATE("slo.burn_rate.exceeded", "slo.burn_rate.recovered"),
        /** The remaining budget is at or below a threshold. */
        ERROR_BUDGET("slo.error_budget.spent", "slo.error_budget.recovered"),
        /** Events no longer come in their rhythm; or a rule has no data, and its alert policy asks for a notification. */
        DATA("slo.data.missing", "slo.data.recovered");

        private final String raised;
        private final String ended;

        Kind(String raised, String ended) {
            this.raised = raised;
            this.ended = ended;
        }

        /** Returns the event type without its prefix. */
        String eventType(boolean isRaised) {
            return isRaised ? raised : ended;
        }
    }

    @Override
    public int compareTo(AlertKey other) {
        return ORDER.compare(this, other);
    }
}
