package dev.milepost.ownership;

import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tiers of environments whose names do not tell, as the catalog has them now; they hold for all of a service's past. */
@ApplicationScoped
public class ServiceEnvironments {

    private final Sql sql;
    private final Event<ServiceHistoryChanged> changed;

    ServiceEnvironments(DataSource database, Event<ServiceHistoryChanged> changed) {
        this.sql = new Sql(database);
        this.changed = changed;
    }

    /**
     * An environment that the catalog tells of, or once did.
     *
     * @param environment in lower case
     * @param tier null where its name tells again
     */
    public record Told(
            String service, String environment, @Nullable String tier) {}

    public List<Told> find(Collection<String> services) {
        return sql.query(
                "select * from service_environment where service = any (?::text[]) order by service, environment",
                row -> new Told(row.getString("service"), row.getString("environment"), row.getString("tier")),
                services);
    }

    /** Replaces what was told of these services: their tiers by environment. */
    @Transactional(TxType.MANDATORY)
    public void tell(Map<String, Map<String, String>> tiersByService) {
        var news = new HashSet<Told>();
        tiersByService.forEach((service, tiers) ->
                tiers.forEach((environment, tier) -> news.add(new Told(service, environment, tier))));
        for (var before : find(tiersByService.keySet())) {
            var now = tiersByService.getOrDefault(before.service(), Map.of()).get(before.environment());
            news.add(new Told(before.service(), before.environment(), now));
            news.remove(before);
        }
        if (!news.isEmpty()) {
            upsert(new ArrayList<>(news));
            var since = new HashMap<String, Instant>();
            news.forEach(told -> since.put(told.service(), Timeline.BEGINNING));
            changed.fire(new ServiceHistoryChanged(since));
        }
    }

    private void upsert(List<Told> news) {
        sql.update(
                """
                insert into service_environment (service, environment, tier)
                select * from unnest(?::text[], ?::text[], ?::text[])
                on conflict (service, environment) do update set tier = excluded.tier
                """,
                news.stream().map(Told::service).toList(),
                news.stream().map(Told::environment).toList(),
                news.stream().map(Told::tier).toList());
    }
}
