package dev.milepost.slo.alerts;

/**
 * What is watched of an objective.
 *
 * @param name the rule, or the threshold in percent
 */
record AlertKey(String slo, String objective, Kind kind, String name) {

    /** What there is to tell, by the types of events that tell it. */
    enum Kind {
        /** A rule fires. */
        BURN_RATE("slo.burn_rate.exceeded", "slo.burn_rate.recovered"),
        /** No more of the budget remains than a threshold. */
        ERROR_BUDGET("slo.error_budget.spent", "slo.error_budget.recovered"),
        /** A rule whose policy wants to hear of it has nothing to judge. */
        DATA("slo.data.missing", "slo.data.recovered");

        private final String raised;
        private final String ended;

        Kind(String raised, String ended) {
            this.raised = raised;
            this.ended = ended;
        }

        /** Without its prefix. */
        String eventType(boolean isRaised) {
            return isRaised ? raised : ended;
        }
    }
}
