package dev.milepost.delivery;

import dev.milepost.events.TemplateVersion;
import dev.milepost.ownership.KnownPeriod;
import dev.milepost.ownership.ServiceHistory;
import dev.milepost.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose the facts of some services are, at any moment; rows of {@code dimension} are made as they are needed. */
final class Dimensions {

    private static final KnownPeriod NOTHING = new KnownPeriod(Dirt.EVER, null, null, null, null, null, null, null);

    private record Key(
            String service,
            @Nullable String team,
            @Nullable String system,
            @Nullable String domain,
            @Nullable String template,
            @Nullable String templateVersion) {}

    private final Sql sql;
    private final Map<String, List<KnownPeriod>> history;
    private final Map<Key, Dimension> byKey = new HashMap<>();
    private final Map<Integer, Dimension> byId = new HashMap<>();

    Dimensions(Sql sql, ServiceHistory history, Collection<String> services) {
        this.sql = sql;
        this.history = history.periods(services);
        sql.query("select * from dimension where service = any(?::text[])", Dimensions::dimension, services)
                .forEach(this::add);
    }

    Dimension byId(int id) {
        var dimension = byId.get(id);
        if (dimension == null) {
            throw new IllegalStateException("dimension %d belongs to another service".formatted(id));
        }
        return dimension;
    }

    /** Whose a fact of a service is that happened then; what the fact says itself of its template goes first. */
    Dimension of(String service, Instant at, @Nullable TemplateVersion said) {
        var known = known(service, at);
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

    private KnownPeriod known(String service, Instant at) {
        var known = NOTHING;
        for (var period : history.getOrDefault(service, List.of())) {
            if (period.validFrom().isAfter(at)) {
                break;
            }
            known = period;
        }
        return known;
    }

    private Dimension create(Key key) {
        var made = sql.query(
                """
                insert into dimension (service, team, system, domain, template, template_version)
                values (?::text, ?::text, ?::text, ?::text, ?::text, ?::text)
                on conflict on constraint dimension_key do update set service = excluded.service
                returning *
                """,
                Dimensions::dimension,
                key.service(),
                key.team(),
                key.system(),
                key.domain(),
                key.template(),
                key.templateVersion());
        add(made.get(0));
        return made.get(0);
    }

    private void add(Dimension row) {
        byId.put(row.id(), row);
        byKey.put(
                new Key(row.service(), row.team(), row.system(), row.domain(), row.template(), row.templateVersion()),
                row);
    }

    private static Dimension dimension(ResultSet row) throws SQLException {
        return new Dimension(
                row.getInt("id"),
                row.getString("service"),
                row.getString("team"),
                row.getString("system"),
                row.getString("domain"),
                row.getString("template"),
                row.getString("template_version"));
    }
}
