package dev.milepost.slo.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** The mathematics against a table that was computed elsewhere, in fractions and with 60 digits. */
class ErrorBudgetTableTest {

    /** Target in percent, valid, bad: sli, allowed, consumed, remaining, interval and state. */
    @ParameterizedTest
    @CsvSource(textBlock = """
              90,       5,      0,        1,    0.5,       0,        1, 0.565518, 1.000000, INSUFFICIENT_DATA
              90,       5,      1,      0.8,    0.5,       2,       -1, 0.375535, 0.963776, INSUFFICIENT_DATA
              90,       5,      2,      0.6,    0.5,       4,       -3, 0.230724, 0.882379,          BREACHED
              90,      20,      0,        1,      2,       0,        1, 0.838875, 1.000000,        LIKELY_MET
              90,      20,      1,     0.95,      2,     0.5,      0.5, 0.763869, 0.991119,        LIKELY_MET
              90,      20,      2,      0.9,      2,       1,        0, 0.698966, 0.972134,        LIKELY_MET
              90,      20,      3,     0.85,      2,     1.5,     -0.5, 0.639581, 0.947631,   LIKELY_BREACHED
              90,      20,      6,      0.7,      2,       3,       -2, 0.481027, 0.854523,          BREACHED
              90,     100,      0,        1,     10,       0,        1, 0.963007, 1.000000,               MET
              90,     100,      1,     0.99,     10,     0.1,      0.9, 0.945514, 0.998233,               MET
              90,     100,      2,     0.98,     10,     0.2,      0.8, 0.929988, 0.994498,               MET
              90,     100,     10,      0.9,     10,       1,        0, 0.825634, 0.944771,        LIKELY_MET
              90,     100,     11,     0.89,     10,     1.1,     -0.1, 0.813687, 0.937458,   LIKELY_BREACHED
              90,     100,     22,     0.78,     10,     2.2,     -1.2, 0.689296, 0.849987,          BREACHED
              90,    1000,      0,        1,    100,       0,        1, 0.996173, 1.000000,               MET
              90,    1000,    100,      0.9,    100,       1,        0, 0.879848, 0.917091,        LIKELY_MET
              90,    1000,    101,    0.899,    100,    1.01,    -0.01, 0.878770, 0.916176,   LIKELY_BREACHED
              90,    1000,    202,    0.798,    100,    2.02,    -1.02, 0.771997, 0.821722,          BREACHED
              90,   10000,      0,        1,   1000,       0,        1, 0.999616, 1.000000,               MET
              90,   10000,   1000,      0.9,   1000,       1,        0, 0.893966, 0.905727,        LIKELY_MET
              90,   10000,   1001,   0.8999,   1000,   1.001,   -0.001, 0.893863, 0.905630,   LIKELY_BREACHED
              90,   10000,   2002,   0.7998,   1000,   2.002,   -1.002, 0.791843, 0.807527,          BREACHED
              90, 1000000,      0,        1, 100000,       0,        1, 0.999996, 1.000000,               MET
              90, 1000000, 100000,      0.9, 100000,       1,        0, 0.899410, 0.900586,        LIKELY_MET
              90, 1000000, 100001, 0.899999, 100000, 1.00001, -0.00001, 0.899409, 0.900585,   LIKELY_BREACHED
              90, 1000000, 200002, 0.799998, 100000, 2.00002, -1.00002, 0.799213, 0.800781,          BREACHED
              95,       5,      0,        1,   0.25,       0,        1, 0.565518, 1.000000, INSUFFICIENT_DATA
              95,       5,      1,      0.8,   0.25,       4,       -3, 0.375535, 0.963776, INSUFFICIENT_DATA
              95,       5,      2,      0.6,   0.25,       8,       -7, 0.230724, 0.882379,          BREACHED
              95,      20,      0,        1,      1,       0,        1, 0.838875, 1.000000,        LIKELY_MET
              95,      20,      1,     0.95,      1,       1,        0, 0.763869, 0.991119,        LIKELY_MET
              95,      20,      2,      0.9,      1,       2,       -1, 0.698966, 0.972134,   LIKELY_BREACHED
              95,      20,      4,      0.8,      1,       4,       -3, 0.583983, 0.919342,          BREACHED
              95,     100,      0,        1,      5,       0,        1, 0.963007, 1.000000,               MET
              95,     100,      1,     0.99,      5,     0.2,      0.8, 0.945514, 0.998233,        LIKELY_MET
              95,     100,      2,     0.98,      5,     0.4,      0.6, 0.929988, 0.994498,        LIKELY_MET
              95,     100,      5,     0.95,      5,       1,        0, 0.888250, 0.978456,        LIKELY_MET
              95,     100,      6,     0.94,      5,     1.2,     -0.2, 0.875232, 0.972214,   LIKELY_BREACHED
              95,     100,     12,     0.88,      5,     2.4,     -1.4, 0.801879, 0.930006,          BREACHED
              95,    1000,      0,        1,     50,       0,        1, 0.996173, 1.000000,               MET
              95,    1000,     50,     0.95,     50,       1,        0, 0.934686, 0.961870,        LIKELY_MET
              95,    1000,     51,    0.949,     50,    1.02,    -0.02, 0.933565, 0.960999,   LIKELY_BREACHED
              95,    1000,    102,    0.898,     50,    2.04,    -1.04, 0.877693, 0.915261,          BREACHED
              95,   10000,      0,        1,    500,       0,        1, 0.999616, 1.000000,               MET
              95,   10000,    500,     0.95,    500,       1,        0, 0.945553, 0.954102,        LIKELY_MET
              95,   10000,    501,   0.9499,    500,   1.002,   -0.002, 0.945449, 0.954006,   LIKELY_BREACHED
              95,   10000,   1002,   0.8998,    500,   2.004,   -1.004, 0.893760, 0.905532,          BREACHED
              95, 1000000,      0,        1,  50000,       0,        1, 0.999996, 1.000000,               MET
              95, 1000000,  50000,     0.95,  50000,       1,        0, 0.949571, 0.950425,        LIKELY_MET
              95, 1000000,  50001, 0.949999,  50000, 1.00002, -0.00002, 0.949570, 0.950424,   LIKELY_BREACHED
              95, 1000000, 100002, 0.899998,  50000, 2.00004, -1.00004, 0.899408, 0.900584,          BREACHED
              99,       5,      0,        1,   0.05,       0,        1, 0.565518, 1.000000, INSUFFICIENT_DATA
              99,       5,      1,      0.8,   0.05,      20,      -19, 0.375535, 0.963776, INSUFFICIENT_DATA
              99,       5,      2,      0.6,   0.05,      40,      -39, 0.230724, 0.882379,          BREACHED
              99,      20,      0,        1,    0.2,       0,        1, 0.838875, 1.000000, INSUFFICIENT_DATA
              99,      20,      1,     0.95,    0.2,       5,       -4, 0.763869, 0.991119, INSUFFICIENT_DATA
              99,      20,      2,      0.9,    0.2,      10,       -9, 0.698966, 0.972134,          BREACHED
              99,     100,      0,        1,      1,       0,        1, 0.963007, 1.000000,        LIKELY_MET
              99,     100,      1,     0.99,      1,       1,        0, 0.945514, 0.998233,        LIKELY_MET
              99,     100,      2,     0.98,      1,       2,       -1, 0.929988, 0.994498,   LIKELY_BREACHED
              99,     100,      4,     0.96,      1,       4,       -3, 0.901629, 0.984337,          BREACHED
              99,    1000,      0,        1,     10,       0,        1, 0.996173, 1.000000,               MET
              99,    1000,     10,     0.99,     10,       1,        0, 0.981691, 0.994559,        LIKELY_MET
              99,    1000,     11,    0.989,     10,     1.1,     -0.1, 0.980411, 0.993847,   LIKELY_BREACHED
              99,    1000,     22,    0.978,     10,     2.2,     -1.2, 0.966914, 0.985427,          BREACHED
              99,   10000,      0,        1,    100,       0,        1, 0.999616, 1.000000,               MET
              99,   10000,    100,     0.99,    100,       1,        0, 0.987853, 0.991771,        LIKELY_MET
              99,   10000,    101,   0.9899,    100,    1.01,    -0.01, 0.987743, 0.991680,   LIKELY_BREACHED
              99,   10000,    202,   0.9798,    100,    2.02,    -1.02, 0.976853, 0.982379,          BREACHED
              99, 1000000,      0,        1,  10000,       0,        1, 0.999996, 1.000000,               MET
              99, 1000000,  10000,     0.99,  10000,       1,        0, 0.989803, 0.990193,        LIKELY_MET
              99, 1000000,  10001, 0.989999,  10000,  1.0001,  -0.0001, 0.989802, 0.990192,   LIKELY_BREACHED
              99, 1000000,  20002, 0.979998,  10000,  2.0002,  -1.0002, 0.979722, 0.980271,          BREACHED
            99.9,       5,      0,        1,  0.005,       0,        1, 0.565518, 1.000000, INSUFFICIENT_DATA
            99.9,       5,      1,      0.8,  0.005,     200,     -199, 0.375535, 0.963776, INSUFFICIENT_DATA
            99.9,       5,      2,      0.6,  0.005,     400,     -399, 0.230724, 0.882379,          BREACHED
            99.9,      20,      0,        1,   0.02,       0,        1, 0.838875, 1.000000, INSUFFICIENT_DATA
            99.9,      20,      1,     0.95,   0.02,      50,      -49, 0.763869, 0.991119, INSUFFICIENT_DATA
            99.9,      20,      2,      0.9,   0.02,     100,      -99, 0.698966, 0.972134,          BREACHED
            99.9,     100,      0,        1,    0.1,       0,        1, 0.963007, 1.000000, INSUFFICIENT_DATA
            99.9,     100,      1,     0.99,    0.1,      10,       -9, 0.945514, 0.998233, INSUFFICIENT_DATA
            99.9,     100,      2,     0.98,    0.1,      20,      -19, 0.929988, 0.994498,          BREACHED
            99.9,    1000,      0,        1,      1,       0,        1, 0.996173, 1.000000,        LIKELY_MET
            99.9,    1000,      1,    0.999,      1,       1,        0, 0.994357, 0.999823,        LIKELY_MET
            99.9,    1000,      2,    0.998,      1,       2,       -1, 0.992737, 0.999451,   LIKELY_BREACHED
            99.9,    1000,      4,    0.996,      1,       4,       -3, 0.989760, 0.998443,          BREACHED
            99.9,   10000,      0,        1,     10,       0,        1, 0.999616, 1.000000,               MET
            99.9,   10000,     10,    0.999,     10,       1,        0, 0.998160, 0.999457,        LIKELY_MET
            99.9,   10000,     11,   0.9989,     10,     1.1,     -0.1, 0.998031, 0.999386,   LIKELY_BREACHED
            99.9,   10000,     22,   0.9978,     10,     2.2,     -1.2, 0.996671, 0.998547,          BREACHED
            99.9, 1000000,      0,        1,   1000,       0,        1, 0.999996, 1.000000,               MET
            99.9, 1000000,   1000,    0.999,   1000,       1,        0, 0.998936, 0.999060,        LIKELY_MET
            99.9, 1000000,   1001, 0.998999,   1000,   1.001,   -0.001, 0.998935, 0.999059,   LIKELY_BREACHED
            99.9, 1000000,   2002, 0.997998,   1000,   2.002,   -1.002, 0.997908, 0.998084,          BREACHED
            """)
    void agreesWithPublishedTable(ArgumentsAccessor row) {
        var target = Target.ofPercent(text(row, 0));
        long valid = Long.parseLong(text(row, 1));
        long bad = Long.parseLong(text(row, 2));

        var measurement = SliMeasurement.of(Counts.of(valid - bad, bad));
        var budget = ErrorBudget.of(measurement, target);
        var interval = ConfidenceInterval.of(measurement);

        assertThat(measurement.sli()).isEqualByComparingTo(text(row, 3));
        assertThat(budget.allowed()).isEqualByComparingTo(text(row, 4));
        assertThat(budget.remaining())
                .isEqualByComparingTo(new BigDecimal(text(row, 4)).subtract(BigDecimal.valueOf(bad)));
        assertThat(Objects.requireNonNull(budget.consumedRatio())).isEqualByComparingTo(text(row, 5));
        assertThat(Objects.requireNonNull(budget.remainingRatio())).isEqualByComparingTo(text(row, 6));
        assertThat(interval.low()).isCloseTo(Double.parseDouble(text(row, 7)), within(6e-7));
        assertThat(interval.high()).isCloseTo(Double.parseDouble(text(row, 8)), within(6e-7));
        assertThat(ObjectiveState.of(measurement, target)).isEqualTo(ObjectiveState.valueOf(text(row, 9)));
    }

    private static String text(ArgumentsAccessor row, int column) {
        return Objects.requireNonNull(row.getString(column));
    }
}
