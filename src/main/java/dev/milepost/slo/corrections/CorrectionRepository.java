package dev.milepost.slo.corrections;

import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.corrections.Correction.AuditStamp;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloRenamed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores all corrections, including revoked ones. A query without a transaction of its caller has its own, so that a
 * request keeps no connection after it.
 */
@ApplicationScoped
@Transactional
class CorrectionRepository implements PanacheRepositoryBase<CorrectionEntity, UUID> {

    // The names are an array: there can be more SLOs than a statement may have parameters.
    private static final String ACTIVE = """
            select * from slo_correction
            where revoked_at is null and ends_at > ?1 and (slo = any (?2) or service = any (?3)) order by from_at, id
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
        return getSession()
                .createNativeQuery(ACTIVE, CorrectionEntity.class)
                .setParameter(1, after)
                .setParameter(2, slos.stream().map(SloDefinition::name).toArray(String[]::new))
                .setParameter(
                        3,
                        slos.stream().map(CorrectionScope::service).distinct().toArray(String[]::new))
                .getResultStream()
                .map(CorrectionEntity::toCorrection)
                .toList();
    }

    /** The last entry of a page. */
    record PagePosition(Instant addedAt, UUID id) {}

    /**
     * Which corrections a list has.
     *
     * @param category null for all
     * @param open true for those that last until they are closed, false for the others; null for all
     */
    record CorrectionFilter(
            @Nullable CorrectionCategory category, @Nullable Boolean open) {}

    /** Returns a page of the corrections of an SLO and its service, including revoked ones, latest first. */
    List<Correction> findAll(SloDefinition slo, CorrectionFilter filter, PagePosition before, int limit) {
        var query = new StringBuilder("(slo = :slo or service = :service) and (addedAt, id) < (:lastAt, :lastId)");
        var parameters = new HashMap<String, Object>(Map.of(
                "slo", slo.name(),
                "service", CorrectionScope.service(slo),
                "lastAt", before.addedAt(),
                "lastId", before.id()));
        if (filter.category() != null) {
            query.append(" and category = :category");
            parameters.put("category", filter.category().word());
        }
        if (filter.open() != null) {
            query.append(
                    filter.open()
                            ? " and revokedAt is null and endsAt = :openEnd"
                            : " and (revokedAt is not null or endsAt <> :openEnd)");
            parameters.put("openEnd", Schedule.OPEN_END);
        }
        return find(query.append(" order by addedAt desc, id desc").toString(), parameters).page(0, limit).stream()
                .map(CorrectionEntity::toCorrection)
                .toList();
    }

    Optional<Correction> find(UUID id) {
        return findByIdOptional(id).map(CorrectionEntity::toCorrection);
    }

    void add(Correction correction) {
        persistAndFlush(CorrectionEntity.of(correction));
    }

    void revoke(UUID id, AuditStamp revocation) {
        findById(id).revoke(revocation);
        flush();
    }

    void close(UUID id, Instant to) {
        findById(id).close(to);
        flush();
    }

    void rename(@Observes SloRenamed renamed) {
        update("slo = ?1 where slo = ?2", renamed.to(), renamed.from());
    }
}
