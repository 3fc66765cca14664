package dev.milepost.slo.attribution;

import dev.milepost.slo.attribution.GroupEvaluator.GroupStatus;
import dev.milepost.slo.objectives.ConfidenceInterval;
import dev.milepost.slo.objectives.Counts;
import dev.milepost.slo.objectives.SliMeasurement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a group in the bad events and in all valid events of a window. A large group has many bad events because
 * of its size; one whose ratio is above 1 has more than its size explains.
 *
 * @param ofBad the share of all bad events; null if there are none
 * @param ofValid the share of all valid events; null if there are none
 * @param ratio {@code ofBad} by {@code ofValid}: how many times as often as all events together its events are bad; null
 * if one of the shares is missing or {@code ofValid} is 0
 */
public record TrafficShare(
        @Nullable BigDecimal ofBad,
        @Nullable BigDecimal ofValid,
        @Nullable BigDecimal ratio) {

    private static final int DECIMALS = 6;

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** @param all the counts of all groups together */
    static TrafficShare of(Counts group, Counts all) {
        // Multiplies before it divides, so that the ratio is as exact as the shares.
        return new TrafficShare(
                share(BigDecimal.valueOf(group.bad()), BigDecimal.valueOf(all.bad())),
                share(BigDecimal.valueOf(group.valid()), BigDecimal.valueOf(all.valid())),
                share(product(group.bad(), all.valid()), product(all.bad(), group.valid())));
    }

    /** Returns the shares of groups in their order. */
    public static List<TrafficShare> of(List<GroupStatus> groups) {
        var all = sum(groups);
        return groups.stream().map(group -> of(counts(group), all)).toList();
    }

    /**
     * Returns a sentence about the group with the most bad events beyond its part of all events; empty if none has more
     * than chance explains.
     */
    public static String sentence(List<GroupStatus> groups) {
        var all = sum(groups);
        if (all.bad() == 0) {
            return "";
        }
        return groups.stream()
                .filter(group -> group.keys() == 1 && isWorse(counts(group), all))
                .max(Comparator.comparing(group -> excess(counts(group), all)))
                .map(group -> sentence(group, of(counts(group), all)))
                .orElse("");
    }

    private static String sentence(GroupStatus group, TrafficShare share) {
        return " %s has %s %% of the bad events and %s %% of all events."
                .formatted(group.key(), percent(share.ofBad()), percent(share.ofValid()));
    }

    private static String percent(@Nullable BigDecimal share) {
        return Objects.requireNonNull(share)
                .multiply(PERCENT)
                .setScale(0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Returns true if at least two events were bad, and the 95 % interval of the group is worse than all events. */
    private static boolean isWorse(Counts group, Counts all) {
        return group.bad() >= 2
                && ConfidenceInterval.of(SliMeasurement.of(group)).high() < (double) all.good() / all.valid();
    }

    /** Returns the bad events beyond the part of all events, multiplied by the number of all events. */
    private static BigDecimal excess(Counts group, Counts all) {
        return product(group.bad(), all.valid()).subtract(product(all.bad(), group.valid()));
    }

    private static BigDecimal product(long one, long other) {
        return BigDecimal.valueOf(one).multiply(BigDecimal.valueOf(other));
    }

    private static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static Counts sum(List<GroupStatus> groups) {
        return groups.stream().map(TrafficShare::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** All objectives of an SLO have the same window, and so the same events. */
    private static Counts counts(GroupStatus group) {
        return group.objectives().get(0).counts();
    }
}
