package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.events.golden.TemplateVersion;
import dev.milepost.platform.collections.NullsFirst;
import dev.milepost.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the dimension of facts by service and time. Inserts rows of {@code dimension} as needed. */
final class DimensionLookup {

    private static final OwnershipPeriod UNKNOWN =
            new OwnershipPeriod(RecomputationRequests.BEGINNING_OF_TIME, null, null, null, null, null, null, null);

    private record Key(
            String service,
            @Nullable String team,
            @Nullable String system,
            @Nullable String domain,
            @Nullable String template,
            @Nullable String templateVersion)
            implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::service)
                .thenComparing(Key::team, NullsFirst.TEXTS)
                .thenComparing(Key::system, NullsFirst.TEXTS)
                .thenComparing(Key::domain, NullsFirst.TEXTS)
                .thenComparing(Key::template, NullsFirst.TEXTS)
                .thenComparing(Key::templateVersion, NullsFirst.TEXTS);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Sql sql;
    private final Map<String, List<OwnershipPeriod>> history;
    private final Map<Key, ServiceDimension> byKey = new HashMap<>();
    private final Map<Integer, ServiceDimension> byId = new HashMap<>();

    DimensionLookup(Sql sql, ServiceHistory history, Collection<String> services) {
        this.sql = sql;
        this.history = history.findPeriods(services);
        sql.query("select * from dimension where service = any(?::text[])", DimensionLookup::dimension, services)
                .forEach(this::add);
    }

    ServiceDimension byId(int id) {
        var dimension = byId.get(id);
        if (dimension == null) {
            throw new IllegalStateException("dimension %d belongs to another service".formatted(id));
        }
        return dimension;
    }

    /**
     * The dimension of a fact of a service at a time. The template that the fact names takes precedence over the
     * timeline.
     */
    ServiceDimension of(String service, Instant at, @Nullable TemplateVersion said) {
        var known = periodAt(service, at);
        var key = new Key(
                service,
                known.team(),
                known.system(),
                known.domain(),
                said == null ? known.template() : said.name(),
                said == null ? known.templateVersion() : said.version());
        var dimension = byKey.get(key);
        return dimension == null ? create(key) : dimension;
    }

    private OwnershipPeriod periodAt(String service, Instant at) {
        var known = UNKNOWN;
        for (var period : history.getOrDefault(service, List.of())) {
            if (period.validFrom().isAfter(at)) {
                break;
            }
            known = period;
        }
        return known;
    }

    private ServiceDimension create(Key key) {
        var made = sql.query(
                """
                insert into dimension (service, team, system, domain, template, template_version)
                values (?::text, ?::text, ?::text, ?::text, ?::text, ?::text)
                on conflict on constraint dimension_key do update set service = excluded.service
                returning *
                """,
                DimensionLookup::dimension,
                key.service(),
                key.team(),
                key.system(),
                key.domain(),
                key.template(),
                key.templateVersion());
        add(made.get(0));
        return made.get(0);
    }

    private void add(ServiceDimension row) {
        byId.put(row.id(), row);
        byKey.put(
                new Key(row.service(), row.team(), row.system(), row.domain(), row.template(), row.templateVersion()),
                row);
    }

    private static ServiceDimension dimension(ResultSet row) throws SQLException {
        return new ServiceDimension(
                row.getInt("id"),
                row.getString("service"),
                row.getString("team"),
                row.getString("system"),
                row.getString("domain"),
                row.getString("template"),
                row.getString("template_version"));
    }
}
