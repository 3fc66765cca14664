package dev.milepost.slo.attribution;

import dev.milepost.slo.objectives.TimeRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The number of bad events of one template version, team, service or step.
 *
 * @param key the value of the dimension; null if it is not a single one
 * @param keys the number of values: 1, more if the smallest contributors are merged, 0 for events without a value
 * @param share the share of all bad events
 */
public record Contribution(@Nullable String key, int keys, long bad, BigDecimal share) {

    private static final List<OutcomeDimension> DIMENSIONS = List.of(
            OutcomeDimension.TEMPLATE_VERSION, OutcomeDimension.TEAM, OutcomeDimension.SERVICE, OutcomeDimension.STEP);

    private static final int MAX_KEYS = 5;
    private static final int DECIMALS = 6;

    /**
     * Returns the contributions by dimension: the largest first, then all others as one, then the events without a
     * value.
     */
    public static Map<String, List<Contribution>> of(List<LabelCount> bad, List<TimeRange> corrected) {
        var counted = bad.stream()
                .filter(one ->
                        corrected.stream().noneMatch(range -> one.minute() != null && range.contains(one.minute())))
                .toList();
        var all = new LinkedHashMap<String, List<Contribution>>();
        DIMENSIONS.forEach(dimension -> all.put(dimension.wireName(), of(dimension, counted)));
        return all;
    }

    private static List<Contribution> of(OutcomeDimension dimension, List<LabelCount> bad) {
        var byKey = new HashMap<@Nullable String, Long>();
        bad.forEach(one -> byKey.merge(dimension.key(one.labels()), one.count(), Math::addExact));
        long total = byKey.values().stream().reduce(0L, Math::addExact);
        var unnamed = byKey.remove(null);
        var named = new ArrayList<>(byKey.entrySet());
        named.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        var contributions = new ArrayList<Contribution>();
        named.stream().limit(MAX_KEYS).forEach(one -> contributions.add(of(one.getKey(), 1, one.getValue(), total)));
        if (named.size() > MAX_KEYS) {
            var rest = named.subList(MAX_KEYS, named.size());
            long sum = rest.stream().mapToLong(Map.Entry::getValue).sum();
            contributions.add(of(null, rest.size(), sum, total));
        }
        if (unnamed != null) {
            contributions.add(of(null, 0, unnamed, total));
        }
        return List.copyOf(contributions);
    }

    private static Contribution of(@Nullable String key, int keys, long bad, long total) {
        var share = BigDecimal.valueOf(bad).divide(BigDecimal.valueOf(total), DECIMALS, RoundingMode.HALF_EVEN);
        return new Contribution(key, keys, bad, share);
    }

    /**
     * Returns a sentence about what most of the bad events have in common; empty if nothing, or if it can be chance.
     */
    public static String sentence(Map<String, List<Contribution>> contributors) {
        for (var dimension : DIMENSIONS) {
            var all = contributors.getOrDefault(dimension.wireName(), List.of());
            long total = all.stream().mapToLong(Contribution::bad).sum();
            if (!all.isEmpty() && all.get(0).isMajority(total)) {
                return " %d of %d bad events %s %s."
                        .formatted(all.get(0).bad, total, displayName(dimension), all.get(0).key);
            }
        }
        return "";
    }

    private boolean isMajority(long total) {
        return keys == 1 && bad >= 2 && 2 * bad > total;
    }

    private static String displayName(OutcomeDimension dimension) {
        return switch (dimension) {
            case TEAM -> "are of team";
            case SERVICE -> "are of service";
            case STEP -> "failed at step";
            default -> "are of";
        };
    }
}
