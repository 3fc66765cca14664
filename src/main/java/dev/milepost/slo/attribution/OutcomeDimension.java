package dev.milepost.slo.attribution;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.counting.OutcomeLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dimensions by which the outcomes of an SLO can be grouped. */
public enum OutcomeDimension {
    TEMPLATE("template"),
    TEMPLATE_VERSION("template", "template_version"),
    TEAM("team", "service"),
    SERVICE("service"),
    STEP("step");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> columns;

    OutcomeDimension(String... columns) {
        this.columns = List.of(columns);
    }

    public static OutcomeDimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    var fault = new Fault("by", "must be one of " + names());
                    return ProblemException.of(ProblemType.INVALID_REQUEST, "by " + fault.detail(), List.of(fault));
                });
    }

    private static String names() {
        return Arrays.stream(values()).map(OutcomeDimension::wireName).collect(Collectors.joining(", "));
    }

    /** Returns the word in requests and responses. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns true if the dimension uses a label of an outcome. */
    boolean hasColumn(String column) {
        return columns.contains(column);
    }

    /** Returns the group of an outcome; null if its events have no value. */
    @Nullable
    String key(OutcomeLabels labels) {
        return switch (this) {
            case TEMPLATE -> labels.template();
            case TEMPLATE_VERSION ->
                labels.template() == null || labels.templateVersion() == null
                        ? labels.template()
                        : labels.template() + "@" + labels.templateVersion();
            case TEAM -> labels.team();
            case SERVICE -> labels.service();
            case STEP -> labels.step();
        };
    }
}
