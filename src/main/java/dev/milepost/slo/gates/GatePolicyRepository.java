package dev.milepost.slo.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.schemas.JsonSchemas;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores the versions of the error budget policy. The latest one applies. A query without a transaction of its caller
 * has its own, so that a request keeps no connection after it.
 */
@ApplicationScoped
@Transactional
class GatePolicyRepository implements PanacheRepositoryBase<GatePolicyEntity, Integer> {

    /** The built-in policy. */
    static final GatePolicyVersion BUILT_IN =
            new GatePolicyVersion(0, null, null, JsonSchemas.resource("/slos/gate-policy.json"));

    private final Sql sql;
    private final Audit audit;
    private final Clock clock;

    GatePolicyRepository(Sql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    GatePolicyVersion latest() {
        return findVersions(Integer.MAX_VALUE, 1).get(0);
    }

    /** Returns a page of versions, latest first. The built-in policy is last. */
    List<GatePolicyVersion> findVersions(int before, int limit) {
        var found = new ArrayList<>(find("version < ?1 order by version desc", before).page(0, limit).stream()
                .map(GatePolicyEntity::toPolicyVersion)
                .toList());
        if (found.size() < limit && before > BUILT_IN.version()) {
            found.add(BUILT_IN);
        }
        return found;
    }

    /** Saves a policy. An unchanged policy is not saved again. */
    GatePolicyVersion save(@Nullable JsonNode document, Caller caller) {
        if (!caller.admin()) {
            throw ProblemException.of(
                    ProblemType.NOT_PLATFORM_ADMIN, "%s is not a platform admin.".formatted(caller.name()));
        }
        GatePolicySchema.read(document);
        sql.update("lock table slo_gate_policy in share row exclusive mode");
        var current = latest();
        if (document == null || current.document().equals(document)) {
            return current;
        }
        persistAndFlush(GatePolicyEntity.of(current.version() + 1, document, caller.name(), clock.instant()));
        audit.record(
                caller.name(), new AuditChange("gates.policy_saved", "slos/gate/policy", current.document(), document));
        return latest();
    }
}
