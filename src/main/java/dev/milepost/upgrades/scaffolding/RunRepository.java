package dev.milepost.upgrades.scaffolding;

import dev.milepost.upgrades.scaffolding.RunReport.Key;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/**
 * The scaffold runs, one by one. Each call is a transaction unless one is active, so that no session answers with what it
 * read before.
 */
@ApplicationScoped
@Transactional
class RunRepository implements PanacheRepositoryBase<ScaffoldRunEntity, Key> {

    private static final int MOST_RUNS = 100;

    /** Finds the latest run that led a service to a version of a golden path. */
    Optional<ScaffoldRun> findLatest(String service, String template, @Nullable String version) {
        return find("""
                        service = ?1 and template = ?2 and version is not distinct from ?3 and status = 'success'
                        order by completedAt desc, source desc, taskId desc
                        """, service, template, version).firstResultOptional().map(ScaffoldRunEntity::toRun);
    }

    /** Finds the runs that led a service to any version of a golden path, latest first. */
    List<ScaffoldRun> findSuccessful(String service, String template) {
        return find("""
                        service = ?1 and template = ?2 and status = 'success'
                        order by completedAt desc, source desc, taskId desc
                        """, service, template).page(Page.ofSize(MOST_RUNS)).list().stream()
                .map(ScaffoldRunEntity::toRun)
                .toList();
    }

    /** Returns the refs of the entities that a run created. */
    List<String> entityRefs(ScaffoldRun run) {
        return findByIdOptional(Key.of(run))
                .map(row -> List.copyOf(row.entityRefs))
                .orElse(List.of());
    }

    /** Finds the recorded parameter values of a run, as JSON. */
    Optional<String> findParameters(ScaffoldRun run) {
        return findByIdOptional(Key.of(run)).map(row -> row.parameters);
    }

    /**
     * Returns the correlation id of the run that created the run's service. The service's files contain that id, also
     * after upgrades.
     */
    String correlationId(ScaffoldRun run) {
        return run.kind() == ScaffoldRun.Kind.CREATE || run.service() == null
                ? run.correlationId()
                : findSuccessful(run.service(), run.template()).stream()
                        .filter(other -> other.kind() == ScaffoldRun.Kind.CREATE)
                        .findFirst()
                        .orElse(run)
                        .correlationId();
    }

    /** Locks the runs that are due to be recorded, longest due first, without those that another replica has locked. */
    List<ScaffoldRunEntity> lockDue(Instant now, int limit) {
        return find("dueAt <= ?1 order by dueAt", now)
                .page(Page.ofSize(limit))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .list();
    }

    boolean isAnyDue(Instant now) {
        return find("select 1 from ScaffoldRunEntity where dueAt <= ?1", now)
                .project(Integer.class)
                .firstResultOptional()
                .isPresent();
    }

    Optional<ScaffoldRunEntity> lock(ScaffoldRun run) {
        return findByIdOptional(Key.of(run), LockModeType.PESSIMISTIC_WRITE);
    }
}
