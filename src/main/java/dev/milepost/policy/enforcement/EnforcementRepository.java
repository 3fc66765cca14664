package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stores the rules that set the modes of policies. */
@ApplicationScoped
@Transactional
class EnforcementRepository implements PanacheRepositoryBase<EnforcementEntity, String> {

    private final Sql sql;
    private final Audit audit;
    private final Event<EnforcementChanged> changed;
    private final Clock clock;

    EnforcementRepository(Sql sql, Audit audit, Event<EnforcementChanged> changed, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    Optional<EnforcementEntity> findOne(String policy) {
        return findByIdOptional(policy);
    }

    /** Returns the rules of all policies that have any, by policy. */
    Map<String, List<EnforcementRule>> findRules() {
        return findAll().stream()
                .collect(Collectors.toMap(saved -> saved.policy, saved -> EnforcementDocument.rules(saved.rules)));
    }

    /** Replaces the rules of a policy. Equal rules are not saved again. */
    EnforcementEntity save(String policy, JsonNode document, Caller caller) {
        var rules = document.path("rules").toString();
        var reason = document.has("reason") ? document.path("reason").asText() : null;
        // One at a time, also of policies that have no rules yet.
        sql.query("select pg_advisory_xact_lock(hashtext('milepost.policies'))", row -> true);
        var existing = findByIdOptional(policy, LockModeType.PESSIMISTIC_WRITE);
        if (existing.isPresent() && existing.get().rules.equals(rules)) {
            return existing.get();
        }
        var before =
                existing.map(saved -> EnforcementDocument.json(saved.rules)).orElse(null);
        var saved = existing.orElseGet(EnforcementEntity::new);
        saved.policy = policy;
        saved.set(rules, reason, caller.name(), clock.instant());
        persistAndFlush(saved);
        changed.fire(new EnforcementChanged(policy));
        audit.record(
                caller.name(),
                new AuditChange("policy.enforcement_changed", "policies/" + policy + "/enforcement", before, document));
        return saved;
    }
}
