package dev.milepost.slo.openslo;

import java.util.Arrays;

/** How an objective is held against what happened, in OpenSLO's words. */
enum BudgetingMethod {
    /** Good by valid events. */
    OCCURRENCES("Occurrences"),
    /** Good time slices by all of them, a slice being good when its own ratio reaches the slice's target. */
    TIMESLICES("Timeslices"),
    /** The mean of the ratios of the time slices. */
    RATIO_TIMESLICES("RatioTimeslices");

    private final String word;

    BudgetingMethod(String word) {
        this.word = word;
    }

    static BudgetingMethod of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}
