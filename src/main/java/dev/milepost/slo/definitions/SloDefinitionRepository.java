package dev.milepost.slo.definitions;

import dev.milepost.slo.definitions.SloDefinitionEntity.Key;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Stores the versions of definitions. A query without a transaction of its caller has its own, so that a request keeps
 * no connection after it.
 */
@ApplicationScoped
@Transactional
class SloDefinitionRepository implements PanacheRepositoryBase<SloDefinitionEntity, Key> {

    private static final String FROM_LATEST = """
            from SloDefinitionEntity latest
            where not latest.removed and not exists (
                select 1 from SloDefinitionEntity later
                where later.name = latest.name and later.version > latest.version)
            """;

    private static final String SAVED_VERSIONS =
            "select name, version, cast(sql('md5(?)', documents) as String) " + FROM_LATEST;

    /** @param hash distinguishes a version that was rolled back from another one that was saved with the same number */
    record SavedVersion(String name, int version, String hash) implements Comparable<SavedVersion> {

        private static final Comparator<SavedVersion> ORDER = Comparator.comparing(SavedVersion::name)
                .thenComparingInt(SavedVersion::version)
                .thenComparing(SavedVersion::hash);

        @Override
        public int compareTo(SavedVersion other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the latest version of each SLO, ordered by name. */
    List<SavedVersion> findLatest() {
        return getSession()
                .createSelectionQuery(SAVED_VERSIONS + "order by name", SavedVersion.class)
                .getResultList();
    }

    Optional<SavedVersion> findLatest(String name) {
        return getSession()
                .createSelectionQuery(SAVED_VERSIONS + "and name = ?1", SavedVersion.class)
                .setParameter(1, name)
                .uniqueResultOptional();
    }

    Optional<SloDefinition> findVersion(String name, int version) {
        return findByIdOptional(new Key(name, version)).map(SloDefinitionEntity::toDefinition);
    }

    /** Returns the versions of an SLO before a version, newest first, without their documents. */
    List<SloVersion> findVersions(String name, int before, int limit) {
        return getSession()
                .createSelectionQuery("""
                        select version, author, createdAt, removed from SloDefinitionEntity
                        where name = ?1 and version < ?2 order by version desc
                        """, SloVersion.class)
                .setParameter(1, name)
                .setParameter(2, before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns the size of the latest versions of all SLOs but one. */
    long bytesWithout(String name) {
        return getSession()
                .createSelectionQuery(
                        "select coalesce(sum(octet_length(documents)), 0) " + FROM_LATEST + "and name <> ?1",
                        Long.class)
                .setParameter(1, name)
                .getSingleResult();
    }

    /** Returns the number of the next version. It is never used twice, also if the SLO was removed. */
    int nextVersion(String name) {
        return 1
                + getSession()
                        .createSelectionQuery(
                                "select coalesce(max(version), 0) from SloDefinitionEntity where name = ?1",
                                Integer.class)
                        .setParameter(1, name)
                        .getSingleResult();
    }

    /** Removes an SLO by a version of its own. */
    void remove(SloDefinition slo, String author, Instant at) {
        var removal = SloDefinitionEntity.of(
                new SloDefinition(slo.slo(), slo.documents(), nextVersion(slo.name())), author, at);
        removal.removed = true;
        persistAndFlush(removal);
    }

    void add(SloDefinition slo, String author, Instant at) {
        persistAndFlush(SloDefinitionEntity.of(slo, author, at));
    }
}
