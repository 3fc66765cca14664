package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.SloSamples;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBurnRateRulesTest {

    @ParameterizedTest
    @CsvSource({"28, 13.44, 5.6, 2.8, 0.9333", "30, 14.4, 6, 3, 1", "7, 3.36, 1.4, 0.7, 0.2333", "90, 43.2, 18, 9, 3"})
    void scalesItsFactorsToTheWindow(int days, String first, String second, String third, String fourth) {
        assertThat(DefaultBurnRateRules.all(Duration.ofDays(days)).map(BurnRateRule::factor))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal(first), new BigDecimal(second), new BigDecimal(third), new BigDecimal(fourth));
    }

    @ParameterizedTest
    @CsvSource({"28, 90, 3", "28, 95, 4", "28, 99.9, 4", "30, 90, 3", "30, 95, 4", "90, 95, 3", "7, 99, 2"})
    void omitsRulesThatCannotFire(int days, String percent, int rules) {
        assertThat(DefaultBurnRateRules.rules(Duration.ofDays(days), Target.ofPercent(percent)))
                .hasSize(rules);
    }

    @Test
    void consumesNamedSharesOfBudget() {
        var days28 = Duration.ofDays(28);

        assertThat(DefaultBurnRateRules.all(days28)
                        .map(rule -> rule.budgetShare(days28).doubleValue()))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5 ? 0 : Double.compare(a, b))
                .containsExactly(0.02, 0.05, 0.1, 0.1);
    }

    @ParameterizedTest
    @CsvSource({
        "14.4, 90, false",
        "10, 90, false",
        "9.9999, 90, true",
        "20, 95, false",
        "19.99, 95, true",
        "100, 99, false",
        "99.9999, 99, true",
        "1000, 99.9, false",
        "999.9999, 99.9, true"
    })
    void detectsUnreachableFactors(String factor, String percent, boolean fires) {
        var target = Target.ofPercent(percent);

        var allBad = BurnRate.of(Duration.ofHours(1), SliMeasurement.of(0, 1_000_000), target);

        var rule = rule(factor, false);
        assertThat(rule.canFire(target)).isEqualTo(fires);
        assertThat(rule.isMetBy(allBad.measure(), target)).isEqualTo(fires);
    }

    /** With gte the factor itself is enough; without events there is no rate. */
    @ParameterizedTest
    @CsvSource({"10, 90, true", "10.0001, 90, false", "100, 99, true", "20, 95, true"})
    void includesTheFactorIfAsked(String factor, String percent, boolean fires) {
        var target = Target.ofPercent(percent);

        assertThat(rule(factor, true).canFire(target)).isEqualTo(fires);
        assertThat(rule(factor, true).isMetBy(SliMeasurement.of(0, 100), target))
                .isEqualTo(fires);
        assertThat(rule(factor, true).isMetBy(SliMeasurement.NONE, target)).isFalse();
    }

    /** What a window or a target cannot have is said with its reason, and nothing is in both lists or in none. */
    @ParameterizedTest
    @CsvSource({"28, 99.9, 0, ''", "7, 99.9, 2, too short", "1, 99.9, 4, too short", "28, 90, 1, could never fire"})
    void saysWhatIsOmitted(int days, String percent, int omitted, String reason) {
        var window = Duration.ofDays(days);
        var target = Target.ofPercent(percent);

        var said = DefaultBurnRateRules.omitted(window, target);

        assertThat(said)
                .hasSize(omitted)
                .allSatisfy(rule -> assertThat(rule.reason()).contains(reason));
        assertThat(said.size() + DefaultBurnRateRules.rules(window, target).size())
                .isEqualTo(4);
    }

    private static BurnRateRule rule(String factor, boolean inclusive) {
        return new BurnRateRule(
                "rule",
                "page",
                new BigDecimal(factor),
                inclusive,
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ZERO,
                Duration.ZERO,
                BurnRateRule.MinimumEvents.DEFAULT,
                BurnRateRule.AlertWhen.DEFAULT);
    }

    @Test
    void appliesWithoutCustomRules() {
        var objective = SloSamples.objective("99.9");

        var slo = SloSamples.slo(new TimeWindow.Rolling(SloSamples.DAYS_28), objective);

        assertThat(slo.ownRules()).isEmpty();
        assertThat(slo.rules(SloSamples.DAYS_28, objective.target()))
                .extracting(BurnRateRule::name)
                .containsExactly("2-percent-in-1h", "5-percent-in-6h", "10-percent-in-1d", "10-percent-in-3d");
    }
}
