package dev.milepost.policy.definitions;

import dev.milepost.platform.sql.Rows;
import dev.milepost.policy.definitions.PolicyVersionEntity.Key;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores policies and their versions. A query without a transaction of its caller has its own, so that a request keeps
 * no connection after it.
 */
@ApplicationScoped
@Transactional
class PolicyRepository implements PanacheRepositoryBase<PolicyEntity, String> {

    /** The limit for the documents of one response, in characters. */
    private static final int MOST_CHARACTERS = 2 << 20;

    /** Which version of a policy applies. */
    record CurrentVersion(String name, int number, String digest) implements Comparable<CurrentVersion> {

        private static final Comparator<CurrentVersion> ORDER = Comparator.comparing(CurrentVersion::name)
                .thenComparingInt(CurrentVersion::number)
                .thenComparing(CurrentVersion::digest);

        @Override
        public int compareTo(CurrentVersion other) {
            return ORDER.compare(this, other);
        }
    }

    /** Returns the versions that are evaluated, ordered by name. */
    List<CurrentVersion> findEvaluated() {
        return getSession().createSelectionQuery("""
                        select policy.name, policy.number, version.digest
                        from PolicyEntity policy join PolicyVersionEntity version
                            on version.name = policy.name and version.number = policy.number
                        where policy.retiredAt is null
                        order by policy.name
                        """, CurrentVersion.class).getResultList();
    }

    /** Returns policies after a name, ordered by name; fewer than the limit if their documents are large. */
    Rows<PolicyView> find(String after, @Nullable String owner, boolean withRetired, int limit) {
        var found = find("""
                        name > ?1 and (?2 = '' or owner = ?2) and (?3 = true or retiredAt is null)
                        order by name
                        """, after, owner == null ? "" : owner, withRetired)
                .page(0, limit)
                .list();
        var views = new ArrayList<PolicyView>();
        int characters = 0;
        for (var policy : found) {
            var version = findVersion(policy.name, policy.number).orElseThrow();
            characters += version.document.length();
            if (!views.isEmpty() && characters > MOST_CHARACTERS) {
                return new Rows<>(views, true);
            }
            views.add(PolicyView.of(policy, version));
        }
        return new Rows<>(views, false);
    }

    Optional<PolicyView> findOne(String name) {
        return findByIdOptional(name)
                .map(policy -> PolicyView.of(
                        policy, findVersion(policy.name, policy.number).orElseThrow()));
    }

    /** Returns the policy, and locks its row until the end of the transaction. */
    Optional<PolicyEntity> lock(String name) {
        return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE);
    }

    long countEvaluated() {
        return count("retiredAt is null");
    }

    Optional<PolicyVersionEntity> findVersion(String name, int number) {
        return Optional.ofNullable(getEntityManager().find(PolicyVersionEntity.class, new Key(name, number)));
    }

    Optional<PolicyVersionEntity> findVersion(String name, String version) {
        return getSession()
                .createSelectionQuery(
                        "from PolicyVersionEntity where name = ?1 and version = ?2", PolicyVersionEntity.class)
                .setParameter(1, name)
                .setParameter(2, version)
                .uniqueResultOptional();
    }

    /** Returns the versions of a policy before a number, newest first; fewer than the limit if they are large. */
    Rows<PolicyVersion> findVersions(String name, int before, int limit) {
        var found = getSession()
                .createSelectionQuery(
                        "from PolicyVersionEntity where name = ?1 and number < ?2 order by number desc",
                        PolicyVersionEntity.class)
                .setParameter(1, name)
                .setParameter(2, before)
                .setMaxResults(limit)
                .getResultList();
        var versions = new ArrayList<PolicyVersion>();
        int characters = 0;
        for (var version : found) {
            characters += version.document.length();
            if (!versions.isEmpty() && characters > MOST_CHARACTERS) {
                return new Rows<>(versions, true);
            }
            versions.add(version.toPolicyVersion());
        }
        return new Rows<>(versions, false);
    }

    void add(PolicyVersionEntity version) {
        getEntityManager().persist(version);
        flush();
    }
}
