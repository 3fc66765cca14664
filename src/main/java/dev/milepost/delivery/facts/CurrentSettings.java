package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services are linked with which settings. The settings of the replica that started last hold for all services, so
 * that replicas with other settings, such as those that an update replaces, do not undo each other's work. If no replica
 * with these settings is left, those of another one hold again.
 *
 * <p>The links of one service were always made with the same settings: a service with other settings keeps its numbers
 * until all its links are computed again, in one transaction.
 */
@ApplicationScoped
class CurrentSettings {

    private static final String ALIVE_FOR = Duration.ofMinutes(1).toString();

    /** The most services that are considered at once for a recomputation with new settings. */
    private static final int MOST_CANDIDATES = 200;

    private final Sql sql;
    private final String mine;
    private volatile boolean current;

    CurrentSettings(Sql sql, DeliverySettings settings) {
        this.sql = sql;
        this.mine = settings.fingerprint();
    }

    /** Makes the settings of this replica those that hold. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void announce() {
        sql.update("""
                insert into delivery_settings (settings, seen_at) values (?, now())
                on conflict (one) do update set settings = excluded.settings, seen_at = excluded.seen_at
                """, mine);
        current = true;
    }

    /** Confirms the current settings if they are those of this replica. Replaces others that no replica confirmed lately. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void refresh() {
        current = sql.update("""
                        insert into delivery_settings as held (settings, seen_at) values (?, now())
                        on conflict (one) do update set settings = excluded.settings, seen_at = excluded.seen_at
                        where held.settings = excluded.settings or held.seen_at < now() - ?::interval
                        """, mine, ALIVE_FOR) > 0;
    }

    /** Whether the current settings are those of this replica. */
    boolean isCurrent() {
        return current;
    }

    /**
     * Services with other settings than those of this replica, that nobody has begun to recompute: those with requests
     * first.
     *
     * @param deployments the most deployments that they have together; one service may have more
     */
    List<String> findOutdated(int deployments) {
        if (!current) {
            return List.of();
        }
        var sizes = sql.query(
                """
                select service, least(?, (
                    select count(*) from (
                        select from deployment
                        where deployment.service = outdated.service and status = 'success'
                        limit ?
                    ) counted)) as deployments
                from (
                    select service from delivery_service
                    where (settings < ? or settings > ?)
                        and not exists (select from recomputation_attempt begun where begun.service = delivery_service.service)
                    order by exists (
                        select from recomputation_request as r where r.service = delivery_service.service) desc, service
                    limit ?
                ) outdated
                """,
                row -> new Size(row.getString("service"), row.getInt("deployments")),
                deployments,
                deployments,
                mine,
                mine,
                MOST_CANDIDATES);
        int taken = 0;
        var found = new HashSet<String>();
        for (var size : sizes) {
            taken += size.deployments();
            if (found.isEmpty() || taken <= deployments) {
                found.add(size.service());
            }
        }
        return List.copyOf(found);
    }

    private record Size(String service, int deployments) {}

    /** Those of the services that have other settings than those of this replica. */
    Set<String> findOutdated(Collection<String> services) {
        return new HashSet<>(sql.query(
                "select service from delivery_service where service = any(?::text[]) and settings <> ?",
                row -> row.getString("service"),
                services,
                mine));
    }

    /** Records that the links of these services were made with the settings of this replica. */
    void applied(Collection<String> services) {
        if (!services.isEmpty()) {
            sql.update("update delivery_service set settings = ? where service = any(?::text[])", mine, services);
        }
    }
}
