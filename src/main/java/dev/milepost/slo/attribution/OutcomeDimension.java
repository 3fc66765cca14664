package dev.milepost.slo.attribution;

import dev.milepost.slo.counting.OutcomeLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the outcomes of an SLO can be told apart by. */
public enum OutcomeDimension {
    TEMPLATE("template"),
    TEMPLATE_VERSION("template", "template_version"),
    TEAM("team", "service"),
    SERVICE("service"),
    STEP("step");

    @SuppressWarnings("ImmutableEnumChecker") // the list is
    private final List<String> columns;

    OutcomeDimension(String... columns) {
        this.columns = List.of(columns);
    }

    public static OutcomeDimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName().equals(word))
                .findFirst()
                .orElseThrow(UnknownDimension::new);
    }

    static String names() {
        return Arrays.stream(values()).map(OutcomeDimension::wireName).collect(Collectors.joining(", "));
    }

    /** As it stands in questions and answers. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes a label of an outcome. */
    boolean hasColumn(String column) {
        return columns.contains(column);
    }

    /** Which of its groups outcomes belong to; null where their events name none. */
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
