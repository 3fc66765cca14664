package dev.milepost.delivery.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a rollup row: one period of one scope in one tier.
 *
 * @param startsOn the first day of the period, in UTC
 */
record RollupKey(String scope, String key, String tier, String period, LocalDate startsOn)
        implements Comparable<RollupKey> {

    private static final Comparator<RollupKey> ORDER = Comparator.comparing(RollupKey::scope)
            .thenComparing(RollupKey::key)
            .thenComparing(RollupKey::tier)
            .thenComparing(RollupKey::period)
            .thenComparing(RollupKey::startsOn);

    /** The rows that count a fact of this dimension on this day. A dimension attribute that is null has no row. */
    static List<RollupKey> of(ServiceDimension dimension, String tier, LocalDate day) {
        var keys = new ArrayList<RollupKey>();
        add(keys, "organisation", "", tier, day);
        add(keys, "service", dimension.service(), tier, day);
        add(keys, "team", dimension.team(), tier, day);
        add(keys, "system", dimension.system(), tier, day);
        add(keys, "domain", dimension.domain(), tier, day);
        add(keys, "template", dimension.template(), tier, day);
        if (dimension.template() != null && dimension.templateVersion() != null) {
            add(keys, "template_version", dimension.template() + "@" + dimension.templateVersion(), tier, day);
        }
        return keys;
    }

    private static void add(List<RollupKey> keys, String scope, @Nullable String key, String tier, LocalDate day) {
        if (key != null) {
            keys.add(new RollupKey(scope, key, tier, "day", day));
            keys.add(new RollupKey(scope, key, tier, "month", day.withDayOfMonth(1)));
        }
    }

    @Override
    public int compareTo(RollupKey other) {
        return ORDER.compare(this, other);
    }
}
