package dev.milepost.slo.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the versions of the error budget policy. The latest one applies. */
@ApplicationScoped
class GatePolicyRepository {

    /** The built-in policy. */
    static final GatePolicyVersion BUILT_IN =
            new GatePolicyVersion(0, null, null, GatePolicySchema.resource("/slos/gate-policy.json"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final Audit audit;
    private final Clock clock;

    GatePolicyRepository(Sql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    GatePolicyVersion latest() {
        return find(Integer.MAX_VALUE, 1).get(0);
    }

    /** Returns a page of versions, latest first. The built-in policy is last. */
    List<GatePolicyVersion> find(int before, int limit) {
        var found = sql.query("""
                select version, document, author, created_at from slo_gate_policy
                where version < ? order by version desc limit ?
                """, GatePolicyRepository::stored, before, limit);
        if (found.size() < limit && before > BUILT_IN.version()) {
            found.add(BUILT_IN);
        }
        return found;
    }

    /** Saves a policy. An unchanged policy is not saved again. */
    @Transactional
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
        sql.update(
                "insert into slo_gate_policy (version, document, author, created_at) values (?, ?, ?, ?)",
                current.version() + 1,
                document.toString(),
                caller.name(),
                clock.instant());
        audit.record(
                caller.name(), new AuditChange("gates.policy_saved", "slos/gate/policy", current.document(), document));
        return latest();
    }

    private static GatePolicyVersion stored(ResultSet row) throws SQLException {
        return new GatePolicyVersion(
                row.getInt("version"),
                row.getString("author"),
                Sql.instant(row, "created_at"),
                read(row.getString("document")));
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored policy is not valid JSON", e);
        }
    }
}
