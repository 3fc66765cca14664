package dev.milepost.catalog.ownership;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replaces people that own services directly. The facts of these services are recomputed, so that they move along. */
@ApplicationScoped
class OwnerErasure implements Erasable, ErasureStep {

    /** A time before all facts. */
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private final Sql sql;
    private final Event<ServiceHistoryChanged> changed;

    OwnerErasure(Sql sql, Event<ServiceHistoryChanged> changed) {
        this.sql = sql;
        this.changed = changed;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(this);
    }

    @Override
    public String name() {
        return "service_history";
    }

    @Override
    public Part run(ErasureScope scope, @Nullable String position) {
        var teams = sql.query(
                "select distinct team from service_history where team is not null", row -> row.getString("team"));
        var services = new TreeMap<String, Instant>();
        long rows = 0;
        for (var team : teams) {
            var replaced = scope.names().replaceIn(team);
            if (!replaced.equals(team)) {
                var moved = sql.query(
                        "update service_history set team = ? where team = ? returning service",
                        row -> row.getString("service"),
                        replaced,
                        team);
                moved.forEach(service -> services.put(service, BEGINNING));
                rows += moved.size();
            }
        }
        if (!services.isEmpty()) {
            changed.fire(new ServiceHistoryChanged(services));
        }
        return Part.last(teams.size(), rows);
    }
}
