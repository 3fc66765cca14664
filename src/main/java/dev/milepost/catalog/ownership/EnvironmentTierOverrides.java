package dev.milepost.catalog.ownership;

import dev.milepost.platform.collections.NullsFirst;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tiers of environments whose names do not determine a tier, as the catalog has them now. They apply to the whole
 * history of a service.
 */
@ApplicationScoped
public class EnvironmentTierOverrides {

    private final Sql sql;
    private final Event<ServiceHistoryChanged> changed;

    EnvironmentTierOverrides(Sql sql, Event<ServiceHistoryChanged> changed) {
        this.sql = sql;
        this.changed = changed;
    }

    /**
     * The tier of an environment that the catalog specifies or has specified.
     *
     * @param environment in lower case
     * @param tier null if the catalog no longer specifies one, so that the name determines the tier again
     */
    public record TierOverride(
            String service, String environment, @Nullable String tier) implements Comparable<TierOverride> {

        private static final Comparator<TierOverride> ORDER = Comparator.comparing(TierOverride::service)
                .thenComparing(TierOverride::environment)
                .thenComparing(TierOverride::tier, NullsFirst.TEXTS);

        @Override
        public int compareTo(TierOverride other) {
            return ORDER.compare(this, other);
        }
    }

    public List<TierOverride> find(Collection<String> services) {
        return sql.query(
                "select * from service_environment where service = any (?::text[]) order by service, environment",
                row -> new TierOverride(row.getString("service"), row.getString("environment"), row.getString("tier")),
                services);
    }

    /** Replaces all overrides of these services. The inner map has the tiers by environment. */
    @Transactional(TxType.MANDATORY)
    public void replace(Map<String, Map<String, String>> tiersByService) {
        var changes = new HashSet<TierOverride>();
        tiersByService.forEach((service, tiers) ->
                tiers.forEach((environment, tier) -> changes.add(new TierOverride(service, environment, tier))));
        for (var before : find(tiersByService.keySet())) {
            var now = tiersByService.getOrDefault(before.service(), Map.of()).get(before.environment());
            changes.add(new TierOverride(before.service(), before.environment(), now));
            changes.remove(before);
        }
        if (!changes.isEmpty()) {
            upsert(new ArrayList<>(changes));
            var since = new HashMap<String, Instant>();
            changes.forEach(change -> since.put(change.service(), AssertionTimeline.BEGINNING));
            changed.fire(new ServiceHistoryChanged(since));
        }
    }

    private void upsert(List<TierOverride> overrides) {
        sql.update(
                """
                insert into service_environment (service, environment, tier)
                select * from unnest(?::text[], ?::text[], ?::text[])
                on conflict (service, environment) do update set tier = excluded.tier
                """,
                overrides.stream().map(TierOverride::service).toList(),
                overrides.stream().map(TierOverride::environment).toList(),
                overrides.stream().map(TierOverride::tier).toList());
    }
}
