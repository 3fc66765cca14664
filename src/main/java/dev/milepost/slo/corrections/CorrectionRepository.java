package dev.milepost.slo.corrections;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.corrections.Correction.AuditStamp;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.objectives.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores all corrections, including revoked ones. */
@ApplicationScoped
class CorrectionRepository {

    private static final String COLUMNS =
            "id, slo, service, reason, from_at, to_at, rrule, time_zone, added_by, added_at, revoked_by, revoked_at";
    private static final String ACTIVE = "select " + COLUMNS + """
             from slo_correction
            where revoked_at is null and ends_at > ? and (slo = any (?) or service = any (?)) order by from_at, id
            """;
    private static final String LISTED = "select " + COLUMNS + """
             from slo_correction
            where (slo = ? or service = ?) and (added_at, id) < (?, ?) order by added_at desc, id desc limit ?
            """;

    private final Sql sql;

    CorrectionRepository(Sql sql) {
        this.sql = sql;
    }

    /** Serializes changes, so that two equal requests at the same time add one correction. */
    void lock() {
        sql.query("select pg_advisory_xact_lock(?)", row -> 0, 0x736c6f636f7272L);
    }

    /** Returns the corrections of some SLOs that are not revoked and end after a time, ordered by their start. */
    List<Correction> findActive(Collection<SloDefinition> slos, Instant after) {
        return sql.query(
                ACTIVE,
                CorrectionRepository::correction,
                after,
                slos.stream().map(SloDefinition::name).toList(),
                slos.stream().map(CorrectionScope::service).distinct().toList());
    }

    /** Returns a page of the corrections of an SLO and its service, including revoked ones, latest first. */
    List<Correction> findAll(SloDefinition slo, PagePosition before, int limit) {
        return sql.query(
                LISTED,
                CorrectionRepository::correction,
                slo.name(),
                CorrectionScope.service(slo),
                before.addedAt(),
                before.id(),
                limit);
    }

    /** The last entry of a page. */
    record PagePosition(Instant addedAt, UUID id) {}

    Optional<Correction> find(UUID id) {
        return sql
                .query("select " + COLUMNS + " from slo_correction where id = ?", CorrectionRepository::correction, id)
                .stream()
                .findFirst();
    }

    void add(Correction correction) {
        var recurrence = correction.schedule().recurrence();
        sql.update(
                """
                insert into slo_correction
                    (id, slo, service, reason, from_at, to_at, rrule, time_zone, ends_at, added_by, added_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                correction.id(),
                name(correction.scope(), CorrectionScope.Kind.SLO),
                name(correction.scope(), CorrectionScope.Kind.SERVICE),
                correction.reason(),
                correction.schedule().first().from(),
                correction.schedule().first().to(),
                recurrence == null ? null : recurrence.rule(),
                recurrence == null ? null : recurrence.zone().getId(),
                correction.schedule().end(),
                correction.added().by(),
                correction.added().at());
    }

    void revoke(UUID id, AuditStamp revocation) {
        sql.update(
                "update slo_correction set revoked_by = ?, revoked_at = ? where id = ?",
                revocation.by(),
                revocation.at(),
                id);
    }

    private static @Nullable String name(CorrectionScope scope, CorrectionScope.Kind kind) {
        return scope.kind() == kind ? scope.name() : null;
    }

    private static Correction correction(ResultSet row) throws SQLException {
        var slo = row.getString("slo");
        var revokedAt = Sql.instant(row, "revoked_at");
        return new Correction(
                row.getObject("id", UUID.class),
                slo == null
                        ? new CorrectionScope(CorrectionScope.Kind.SERVICE, row.getString("service"))
                        : new CorrectionScope(CorrectionScope.Kind.SLO, slo),
                row.getString("reason"),
                schedule(row),
                new AuditStamp(row.getString("added_by"), Objects.requireNonNull(Sql.instant(row, "added_at"))),
                revokedAt == null ? null : new AuditStamp(row.getString("revoked_by"), revokedAt));
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        var first = new TimeRange(
                Objects.requireNonNull(Sql.instant(row, "from_at")), Objects.requireNonNull(Sql.instant(row, "to_at")));
        var rule = row.getString("rrule");
        return new Schedule(first, rule == null ? null : new Recurrence(rule, ZoneId.of(row.getString("time_zone"))));
    }
}
