package dev.milepost.delivery.facts;

import dev.milepost.events.log.Backlog;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The backlog of events whose services have pending recomputation requests. */
@ApplicationScoped
class RecomputationBacklog implements Backlog {

    private final Sql sql;
    private final RecomputationAttempts attempts;

    RecomputationBacklog(Sql sql, RecomputationAttempts attempts) {
        this.sql = sql;
        this.attempts = attempts;
    }

    @Override
    public long events() {
        return sql.query("select coalesce(sum(events), 0) as events from dirty_mark", row -> row.getLong("events"))
                .get(0);
    }

    @Override
    public Optional<Instant> oldest() {
        var oldest = sql.query(
                "select marked_at from dirty_mark order by id limit 1",
                row -> Objects.requireNonNull(Sql.instant(row, "marked_at")));
        return oldest.stream().findFirst();
    }

    @Override
    public long postponedServices() {
        return attempts.postponed();
    }
}
