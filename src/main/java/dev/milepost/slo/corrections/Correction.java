package dev.milepost.slo.corrections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.security.audit.AuditChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Time that is excluded from the windows of SLOs.
 *
 * @param category what kind of time it excludes
 * @param revoked null while the correction is active
 */
public record Correction(
        UUID id,
        CorrectionScope scope,
        CorrectionCategory category,
        String reason,
        Schedule schedule,
        AuditStamp added,
        @Nullable AuditStamp revoked) {

    /** Who did something, and when. */
    public record AuditStamp(String by, Instant at) {}

    /** Returns the change as an entry for the audit log. */
    AuditChange change(String action, @Nullable Correction before) {
        return new AuditChange(action, scope.name(), before == null ? null : before.json(), json());
    }

    private ObjectNode json() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("applies_to", scope.kind().word())
                .put("category", category.word())
                .put("reason", reason)
                .put("from", schedule.first().from().toString())
                .put("to", schedule.isOpen() ? null : schedule.first().to().toString());
        var recurrence = schedule.recurrence();
        if (recurrence != null) {
            json.put("rrule", recurrence.rule())
                    .put("time_zone", recurrence.zone().getId());
        }
        return revoked == null ? json : json.put("revoked_by", revoked.by());
    }

    /** Returns true if both exclude the same time from the same SLOs for the same reason. */
    boolean isEquivalentTo(Correction other) {
        return scope.equals(other.scope)
                && category == other.category
                && reason.equals(other.reason)
                && schedule.equals(other.schedule);
    }
}
