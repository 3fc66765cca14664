package dev.milepost.delivery.facts;

import dev.milepost.events.log.Backlog;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The backlog of events whose services have pending recomputation requests. */
@ApplicationScoped
public class RecomputationBacklog implements Backlog {

    private final Sql sql;
    private final RecomputationAttempts attempts;

    RecomputationBacklog(Sql sql, RecomputationAttempts attempts) {
        this.sql = sql;
        this.attempts = attempts;
    }

    @Override
    public long events() {
        return sql.query(
                        "select coalesce(sum(events), 0) as events from recomputation_request",
                        row -> row.getLong("events"))
                .get(0);
    }

    @Override
    public Optional<Instant> oldest() {
        var oldest = sql.query(
                "select requested_at from recomputation_request order by id limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "requested_at")));
        return oldest.stream().findFirst();
    }

    @Override
    public Optional<Recomputing> recomputing() {
        var held = sql.query(
                        """
                        select min(settings) as least, max(settings) as most, (select settings from delivery_settings) as held
                        from delivery_service
                        """,
                        row -> Objects.equals(row.getString("least"), row.getString("held"))
                                        && Objects.equals(row.getString("most"), row.getString("held"))
                                ? Optional.<String>empty()
                                : Optional.ofNullable(row.getString("held")))
                .get(0);
        return held.flatMap(settings -> sql
                .query(
                        "select count(*) as services, count(*) filter (where settings <> ?) as remaining from delivery_service",
                        row -> new Recomputing(row.getLong("services"), row.getLong("remaining")),
                        settings)
                .stream()
                .filter(progress -> progress.remaining() > 0)
                .findFirst());
    }

    @Override
    public long postponedServices() {
        return attempts.postponed();
    }
}
