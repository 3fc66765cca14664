package dev.milepost.slo.objectives;

import static dev.milepost.testing.SloSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.SloSamples;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99   | 0      | 0 | No events were counted in the window, so the objective cannot be evaluated.
            99   | 98     | 2 | 98 of 100 valid events were good (98 %, 95 % interval 92.9988 % to 99.4498 %), which misses the target of 99 %, but that may be chance; 2 are bad where 1 is allowed, so the budget is overspent by 100 %.
            99   | 60     | 0 | 60 of 60 valid events were good (100 %, 95 % interval 93.9828 % to 100 %), too few to evaluate the target of 99 %, because a single bad one would decide; 0 are bad where 0.6 are allowed, so 100 % of the budget is left.
            95   | 5      | 5 | 5 of 10 valid events were good (50 %, 95 % interval 23.6593 % to 76.3406 %), which misses the target of 95 %; 5 are bad where 0.5 are allowed, so the budget is overspent by 900 %.
            90   | 0      | 1 | 0 of 1 valid events were good (0 %, 95 % interval 0 % to 79.345 %), too few to evaluate the target of 90 %, because a single bad one would decide; 1 is bad where 0.1 are allowed, so the budget is overspent by 900 %.
            99.9 | 999999 | 1 | 999999 of 1000000 valid events were good (99.9999 %, 95 % interval 99.9994 % to 99.9999 %), which meets the target of 99.9 %; 1 is bad where 1000 are allowed, so 99.9 % of the budget is left.
            """)
    void summarizesResult(String percent, long good, long bad, String sentence) {
        var series = CountSeries.of(Map.of(NOW.minus(Duration.ofDays(9)), Counts.of(good, bad)));

        assertThat(SloSamples.evaluate(percent, series).explanation()).isEqualTo(sentence);
    }

    @Test
    void mentionsExhaustion() {
        var series = CountSeries.of(Map.of(
                NOW.minus(Duration.ofDays(9)), Counts.of(898, 2), NOW.minus(Duration.ofDays(1)), Counts.of(98, 2)));

        assertThat(SloSamples.evaluate("99", series).explanation())
                .endsWith("so 60 % of the budget is left, which lasts until 2026-06-23T21:36:00Z at the current rate.");
    }

    @Test
    void mentionsFullExclusion() {
        var excluded = new Counts(0, 0, new TreeMap<>(Map.of("cancelled", 2L, "invalid_input", 1L)));

        assertThat(SloSamples.evaluate("99", CountSeries.of(Map.of(NOW.minusSeconds(60), excluded)))
                        .explanation())
                .isEqualTo("All events in the window (3) were excluded, so the objective cannot be evaluated.");
    }

    @Test
    void roundsNoPartialRatioToAll() {
        var series = CountSeries.of(Map.of(NOW.minus(Duration.ofDays(1)), Counts.of(99_999_999, 1)));

        assertThat(SloSamples.evaluate("99", series).explanation()).contains("(99.9999 %,");
    }
}
