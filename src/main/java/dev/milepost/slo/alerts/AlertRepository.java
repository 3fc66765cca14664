package dev.milepost.slo.alerts;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloRenamed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Stores the announced state of each alert. Rows stay after the end, so that a raise count is never reused. */
@ApplicationScoped
class AlertRepository {

    private static final String SAVE = """
            insert into slo_alert
                (slo, objective, kind, name, number, raised_at, ended_at, definition, notify_end, details)
            values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?)
            on conflict (slo, objective, kind, name) do update set number = excluded.number,
                raised_at = excluded.raised_at, ended_at = excluded.ended_at, definition = excluded.definition,
                notify_end = excluded.notify_end, details = excluded.details
            """;

    private final Sql sql;

    AlertRepository(Sql sql) {
        this.sql = sql;
    }

    /** Tries to take the lock for the rest of the transaction. Only one transaction across all replicas can have it. */
    boolean tryLock() {
        return sql.query("select pg_try_advisory_xact_lock(hashtext('milepost.alerts'))", row -> row.getBoolean(1))
                .get(0);
    }

    List<Alert> findAll() {
        return sql.query("select * from slo_alert order by slo, objective, kind, name", AlertRepository::alert);
    }

    /** Keeps what was announced, so that the alerts of a renamed SLO are not raised again. */
    void rename(@Observes SloRenamed renamed) {
        sql.update("delete from slo_alert where slo = ?", renamed.to());
        sql.update("update slo_alert set slo = ? where slo = ?", renamed.to(), renamed.from());
    }

    void save(Alert alert) {
        var key = alert.key();
        sql.update(
                SAVE,
                key.slo(),
                key.objective(),
                key.kind().name(),
                key.name(),
                alert.raiseCount(),
                alert.raisedAt(),
                alert.endedAt(),
                alert.definition(),
                alert.notifyEnd(),
                alert.details());
    }

    private static Alert alert(ResultSet row) throws SQLException {
        var kind = AlertKey.Kind.valueOf(row.getString("kind"));
        return new Alert(
                new AlertKey(row.getString("slo"), row.getString("objective"), kind, row.getString("name")),
                row.getLong("number"),
                Objects.requireNonNull(Sql.instant(row, "raised_at")),
                Sql.instant(row, "ended_at"),
                row.getString("definition"),
                row.getBoolean("notify_end"),
                row.getString("details"));
    }
}
