package dev.milepost.slo.openslo;

import java.util.Arrays;

/** The budgeting methods of OpenSLO. */
enum BudgetingMethod {
    /** Good events / valid events. */
    OCCURRENCES("Occurrences"),
    /** Good time slices / all time slices. A slice is good if its ratio reaches the target of the slice. */
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
