package dev.milepost.delivery.fourkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.fourkeys.Benchmark.Level;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of levels (docs/metrics.md, Levels), at each of its bounds and just beside it. */
class BenchmarkTest {

    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal MICROSECOND = new BigDecimal("0.000001");

    @ParameterizedTest
    @CsvSource({
        "2021, 1, 1, elite",
        "2021, 365, 365, elite",
        "2021, 29, 30, high",
        "2021, 1, 30, high",
        "2021, 1, 30.001, medium",
        "2021, 1, 180, medium",
        "2021, 1, 180.001, low",
        "2023, 1, 1, elite",
        "2023, 6, 7, high",
        "2023, 1, 7, high",
        "2023, 1, 7.001, medium",
        "2023, 1, 30, medium",
        "2023, 1, 30.001, low",
        "2024, 1, 0.5, elite",
        "2024, 1, 1, elite",
        "2024, 364, 365, high",
        "2024, 1, 7, high",
        "2024, 1, 7.001, medium",
        "2024, 1, 30, medium",
        "2024, 1, 30.001, low"
    })
    void levelsDeploymentFrequency(String edition, long deployments, double days, String level) {
        assertThat(word(of(edition).deploymentFrequency(deployments, days))).isEqualTo(level);
    }

    /** Below so many hours it is the one level, from them on the next. */
    @ParameterizedTest
    @CsvSource({
        "2021, 1, elite, high",
        "2021, 168, high, medium",
        "2021, 4320, medium, low",
        "2023, 24, elite, high",
        "2023, 168, high, medium",
        "2023, 720, medium, low",
        "2024, 24, elite, high",
        "2024, 168, high, medium",
        "2024, 720, medium, low"
    })
    void levelsLeadTime(String edition, int hours, String below, String from) {
        var bound = HOUR.multiply(BigDecimal.valueOf(hours));

        assertThat(word(of(edition).leadTimeForChanges(bound.subtract(MICROSECOND))))
                .isEqualTo(below);
        assertThat(word(of(edition).leadTimeForChanges(bound))).isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({
        "2021, 0, 1, elite",
        "2021, 15, 100, elite",
        "2021, 3, 20, elite",
        "2021, 151, 1000, high",
        "2021, 30, 100, high",
        "2021, 301, 1000, low",
        "2021, 1, 1, low",
        "2023, 5, 100, elite",
        "2023, 51, 1000, high",
        "2023, 1, 10, high",
        "2023, 101, 1000, medium",
        "2023, 15, 100, medium",
        "2023, 151, 1000, low",
        "2024, 1, 20, elite",
        "2024, 51, 1000, high",
        "2024, 1, 5, high",
        "2024, 201, 1000, low"
    })
    void levelsChangeFailureRate(String edition, double failed, double deployments, String level) {
        assertThat(word(of(edition).changeFailureRate(failed / deployments))).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "2021, 1, elite, high",
        "2021, 24, high, medium",
        "2021, 168, medium, low",
        "2023, 1, elite, high",
        "2023, 24, high, medium",
        "2023, 168, medium, low",
        "2024, 1, elite, high",
        "2024, 24, high, low"
    })
    void levelsTimeToRestore(String edition, int hours, String below, String from) {
        var bound = HOUR.multiply(BigDecimal.valueOf(hours));

        assertThat(word(of(edition).timeToRestore(bound.subtract(MICROSECOND)))).isEqualTo(below);
        assertThat(word(of(edition).timeToRestore(bound))).isEqualTo(from);
    }

    @ParameterizedTest
    @EnumSource(Benchmark.class)
    void hasNoLevelWithoutValue(Benchmark edition) {
        assertThat(edition.deploymentFrequency(0, 30)).isNull();
        assertThat(edition.leadTimeForChanges(null)).isNull();
        assertThat(edition.changeFailureRate(null)).isNull();
        assertThat(edition.timeToRestore(null)).isNull();
    }

    @Test
    void hasNoLevelsSince2025() {
        var latest = of("2025");

        assertThat(latest.hasScore()).isTrue();
        assertThat(latest.deploymentFrequency(30, 30)).isNull();
        assertThat(latest.leadTimeForChanges(1)).isNull();
        assertThat(latest.changeFailureRate(0.0)).isNull();
        assertThat(latest.timeToRestore(1)).isNull();
    }

    private static Benchmark of(String edition) {
        return Stream.of(Benchmark.values())
                .filter(benchmark -> benchmark.edition().equals(edition))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String word(@Nullable Level level) {
        return level == null ? null : level.wireName();
    }
}
