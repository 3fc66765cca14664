package dev.milepost.attribution;

import dev.milepost.counting.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the outcomes of an SLO can be told apart by. */
public enum Dimension {
    TEMPLATE("template"),
    TEMPLATE_VERSION("template", "template_version"),
    TEAM("team", "service"),
    SERVICE("service"),
    STEP("step");

    @SuppressWarnings("ImmutableEnumChecker") // the list is
    private final List<String> columns;

    Dimension(String... columns) {
        this.columns = List.of(columns);
    }

    public static Dimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst()
                .orElseThrow(UnknownDimension::new);
    }

    static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
    }

    /** As it stands in questions and answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes a label of an outcome. */
    boolean takes(String column) {
        return columns.contains(column);
    }

    /** Which of its groups outcomes belong to; null where their events name none. */
    @Nullable
    String key(Labels labels) {
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
