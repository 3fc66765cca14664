package dev.milepost.slo.definitions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.milepost.catalog.entities.AnnotationNames;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An objective that a component's annotation sets for its service: {@code 95%} or {@code 90% within 4h}, both
 * optionally followed by {@code over 90d}.
 *
 * @param target the share that must be good
 * @param maxDuration the longest good duration; zero if the kind does not measure durations
 * @param window the length of the rolling window in OpenSLO's format
 */
record ObjectiveAnnotation(Kind kind, BigDecimal target, Duration maxDuration, String window) {

    private static final String SHARE = "(?<share>[0-9]{1,2}(?:[.][0-9]{1,4})?)%";
    private static final String WINDOW =
            "(?: over (?<window>(?:[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])d|(?:[1-9]|[1-4][0-9]|5[0-2])w))?";

    enum Kind {
        /** At least this share of the deployments to production succeed. */
        DEPLOYMENT_SUCCESS("deployment-success", SHARE + WINDOW),
        /** At most this share of the deployments to production are followed by an incident that names them. */
        CHANGE_FAILURE_RATE("change-failure-rate", SHARE + WINDOW),
        /** At least this share of the incidents are resolved in time. */
        RESTORE_TIME("restore-time", SHARE + " within (?<within>[1-9][0-9]{0,3})(?<unit>[mhd])" + WINDOW);

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // Pattern is immutable
        private final Pattern form;

        Kind(String word, String form) {
            this.word = word;
            this.form = Pattern.compile(form);
        }

        /** Returns the word for the kind in SLO names. */
        String word() {
            return word;
        }

        private String annotation() {
            return AnnotationNames.SLO + word;
        }

        private ObjectiveAnnotation parse(Matcher match) {
            var share = new BigDecimal(match.group("share")).movePointLeft(2);
            var window = match.group("window");
            return new ObjectiveAnnotation(
                    this,
                    this == CHANGE_FAILURE_RATE ? BigDecimal.ONE.subtract(share) : share,
                    this == RESTORE_TIME ? within(match) : Duration.ZERO,
                    window == null ? "28d" : window);
        }

        private static Duration within(Matcher match) {
            var number = Long.parseLong(match.group("within"));
            return switch (match.group("unit")) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    /**
     * Returns the objective; empty if the annotation is missing or invalid. The annotation schema reports invalid
     * values.
     */
    static Optional<ObjectiveAnnotation> of(Kind kind, Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(kind.annotation()))
                .map(kind.form::matcher)
                .filter(Matcher::matches)
                .map(kind::parse)
                // A target of 100 % leaves no budget.
                .filter(objective -> objective.target().compareTo(BigDecimal.ONE) < 0);
    }
}
