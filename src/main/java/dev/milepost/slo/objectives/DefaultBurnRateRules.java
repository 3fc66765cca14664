package dev.milepost.slo.objectives;

import dev.milepost.slo.objectives.BurnRateRule.MinimumEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The burn rate rules of the Site Reliability Workbook (chapter 5, table 5-8) for a window of any length. Each rule is
 * a share of the budget that is used up within its long window, so its factor is share x window / long window. 2 %
 * within an hour is a factor of 14.4 over 30 days, and of 13.44 over 28 days.
 */
public final class DefaultBurnRateRules {

    /**
     * The lowest useful factor. A rule with a factor below about 1 warns of burn rates that the objective allows. The
     * slowest rule has a factor of 1 over 30 days and of 0.9333 over 28 days.
     */
    private static final BigDecimal MIN_FACTOR = new BigDecimal("0.9");

    private static final List<Pair> PAIRS = List.of(
            new Pair("2-percent-in-1h", "page", "0.02", Duration.ofHours(1), Duration.ofMinutes(5)),
            new Pair("5-percent-in-6h", "page", "0.05", Duration.ofHours(6), Duration.ofMinutes(30)),
            new Pair("10-percent-in-1d", "ticket", "0.10", Duration.ofDays(1), Duration.ofHours(2)),
            new Pair("10-percent-in-3d", "ticket", "0.10", Duration.ofDays(3), Duration.ofHours(6)));

    private record Pair(String name, String severity, String share, Duration longWindow, Duration shortWindow) {

        BurnRateRule rule(Duration window) {
            var factor = new BigDecimal(share)
                    .multiply(BigDecimal.valueOf(window.toSeconds()))
                    .divide(BigDecimal.valueOf(longWindow.toSeconds()), 4, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            return new BurnRateRule(
                    name, severity, factor, longWindow, shortWindow, Duration.ZERO, MinimumEvents.DEFAULT);
        }
    }

    private DefaultBurnRateRules() {}

    /** Returns the rules that can fire for the target and whose factor is high enough for the window. */
    public static List<BurnRateRule> rules(Duration window, Target target) {
        return all(window).filter(rule -> reason(rule, target).isEmpty()).toList();
    }

    /**
     * A rule of the workbook that an objective does not have.
     *
     * @param reason why, as the end of a sentence
     */
    public record OmittedRule(String name, String severity, BigDecimal factor, String reason) {}

    /** Returns the rules that the window or the target cannot have. */
    static List<OmittedRule> omitted(Duration window, Target target) {
        var omitted = new ArrayList<OmittedRule>();
        all(window)
                .forEach(rule -> reason(rule, target)
                        .ifPresent(reason ->
                                omitted.add(new OmittedRule(rule.name(), rule.severity(), rule.factor(), reason))));
        return omitted;
    }

    private static Optional<String> reason(BurnRateRule rule, Target target) {
        var factor = rule.factor().toPlainString();
        if (rule.factor().compareTo(MIN_FACTOR) < 0) {
            return Optional.of(
                    "the window of the objective is too short for it: its factor would be %s, and burn rates up to 1 are allowed"
                            .formatted(factor));
        } else if (!rule.canFire(target)) {
            return Optional.of("it could never fire: its factor is %s, and the burn rate is at most %s"
                    .formatted(factor, BurnRateRule.highestRate(target).toPlainString()));
        }
        return Optional.empty();
    }

    static Stream<BurnRateRule> all(Duration window) {
        return PAIRS.stream().map(pair -> pair.rule(window));
    }
}
