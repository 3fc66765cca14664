package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The edition of DORA's report that values are compared with (docs/metrics.md, Levels). Each metric has the bounds of
 * elite, high and medium; the last may be missing. A value beyond the last bound is low.
 */
enum Benchmark {
    EDITION_2021(bounds(1, 30, 180), bounds(1 / 24.0, 7, 180), bounds(0.15, 0.30), bounds(1 / 24.0, 1, 7)),
    EDITION_2023(bounds(1, 7, 30), bounds(1, 7, 30), bounds(0.05, 0.10, 0.15), bounds(1 / 24.0, 1, 7)),
    EDITION_2024(bounds(1, 7, 30), bounds(1, 7, 30), bounds(0.05, 0.20), bounds(1 / 24.0, 1)),
    /** Has a score and no levels. */
    EDITION_2025(bounds(), bounds(), bounds(), bounds());

    private static final double SECONDS_A_DAY = 86_400;

    private final double[] daysPerDeployment;
    private final double[] leadTimeDays;
    private final double[] failureRatio;
    private final double[] restoreDays;

    Benchmark(double[] daysPerDeployment, double[] leadTimeDays, double[] failureRatio, double[] restoreDays) {
        this.daysPerDeployment = daysPerDeployment;
        this.leadTimeDays = leadTimeDays;
        this.failureRatio = failureRatio;
        this.restoreDays = restoreDays;
    }

    /** A performance level of DORA's reports. */
    enum Level {
        ELITE,
        HIGH,
        MEDIUM,
        LOW;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonValue
    String edition() {
        return name().substring("EDITION_".length());
    }

    boolean hasScore() {
        return this == EDITION_2025;
    }

    /** @param days the length of the window in which the deployments were counted */
    @Nullable
    Level deploymentFrequency(long deployments, double days) {
        return deployments == 0 ? null : level(daysPerDeployment, bound -> deployments * bound >= days);
    }

    /** @param p50 in seconds */
    @Nullable
    Level leadTimeForChanges(@Nullable Number p50) {
        return p50 == null ? null : level(leadTimeDays, bound -> p50.doubleValue() < bound * SECONDS_A_DAY);
    }

    @Nullable
    Level changeFailureRate(@Nullable Double ratio) {
        return ratio == null ? null : level(failureRatio, bound -> ratio <= bound);
    }

    /** @param p50 in seconds */
    @Nullable
    Level timeToRestore(@Nullable Number p50) {
        return p50 == null ? null : level(restoreDays, bound -> p50.doubleValue() < bound * SECONDS_A_DAY);
    }

    private static @Nullable Level level(double[] bounds, DoublePredicate holds) {
        if (bounds.length == 0) {
            return null;
        }
        for (int i = 0; i < bounds.length; i++) {
            if (holds.test(bounds[i])) {
                return Level.values()[i];
            }
        }
        return Level.LOW;
    }

    private static double[] bounds(double... bounds) {
        return bounds;
    }
}
