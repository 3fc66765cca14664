package dev.milepost.slo.corrections;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kind of a correction, in the categories of Datadog.
 *
 * @see <a href="https://docs.datadoghq.com/service_management/service_level_objectives/#slo-status-corrections">status
 * corrections of Datadog</a>
 */
public enum CorrectionCategory {
    SCHEDULED_MAINTENANCE,
    DEPLOYMENT,
    OUTSIDE_BUSINESS_HOURS,
    OTHER;

    static final String NAMES =
            Arrays.stream(values()).map(CorrectionCategory::word).collect(Collectors.joining(", "));

    /** Returns the word in requests and responses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CorrectionCategory> find(String word) {
        return Arrays.stream(values())
                .filter(category -> category.word().equals(word))
                .findFirst();
    }

    /** Returns the category that a query parameter names. */
    static CorrectionCategory of(String word) {
        return find(word).orElseThrow(() -> {
            var fault = new Fault("category", "must be one of " + NAMES);
            return ProblemException.of(ProblemType.INVALID_REQUEST, "category " + fault.detail(), List.of(fault));
        });
    }
}
