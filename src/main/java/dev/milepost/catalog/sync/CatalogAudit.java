package dev.milepost.catalog.sync;

import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.security.audit.AuditState;
import dev.milepost.security.caller.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Records changes of the catalog in the audit log: one entry per call, however many entities it changes, since most
 * calls come from a catalog processor. A call that changes nothing leaves no entry.
 */
@ApplicationScoped
class CatalogAudit {

    private static final String ALL = "catalog";

    /** Stands for every user. */
    private static final String UNNAMED_USER = "user:default/unnamed";

    private final Audit audit;
    private final CurrentCaller caller;

    CatalogAudit(Audit audit, CurrentCaller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    /** @param changes either only stored entities or only orphaned ones */
    void record(Collection<CatalogEventPublisher.EntityChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var isEnd = changes.stream().anyMatch(change -> change.orphanedAt() != null);
        var subjects = refs(changes, change -> true);
        var corrected = refs(changes, change -> change.effectiveFrom() != null);
        var state = new AuditState().with("entity_refs", subjects);
        if (!corrected.isEmpty()) {
            state.with("history_replaced", corrected);
        }
        var subject = subjects.size() == 1 ? subjects.get(0) : ALL;
        audit.record(
                caller.get().name(),
                isEnd
                        ? new AuditChange("catalog.orphaned", subject, state.json(), null)
                        : new AuditChange("catalog.synced", subject, null, state.json()));
    }

    private static List<String> refs(
            Collection<CatalogEventPublisher.EntityChange> changes,
            Predicate<CatalogEventPublisher.EntityChange> condition) {
        return changes.stream()
                .filter(condition)
                .map(CatalogEventPublisher.EntityChange::ref)
                .map(ref -> CatalogEntity.isPerson(ref) ? UNNAMED_USER : ref)
                .distinct()
                .sorted()
                .toList();
    }
}
