package dev.milepost.templates.lifecycle;

import dev.milepost.templates.lifecycle.ChangeRecorder.Change;
import dev.milepost.templates.lifecycle.LifecycleRequests.DeprecationRequest;
import dev.milepost.templates.lifecycle.LifecycleRequests.YankRequest;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.templates.registry.StoredVersion.Yank;
import dev.milepost.templates.registry.VersionRef;
import dev.milepost.templates.registry.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Deprecates, yanks and restores versions. */
@ApplicationScoped
class RetirementService {

    private final Registry registry;
    private final VersionStore store;
    private final TemplateEventPublisher events;
    private final ChangeRecorder changes;

    RetirementService(Registry registry, VersionStore store, TemplateEventPublisher events, ChangeRecorder changes) {
        this.registry = registry;
        this.store = store;
        this.events = events;
        this.changes = changes;
    }

    /** Deprecates a version. Another call with other values corrects them and keeps the time of the first call. */
    @Transactional
    void deprecate(VersionRef ref, DeprecationRequest request) {
        var change = begin(ref);
        var version = registry.require(ref);
        var before = version.deprecation();
        if (before != null && request.matches(before)) {
            return;
        }
        var at = before == null ? change.at() : before.at();
        var deprecation = new Deprecation(at, request.reason(), request.successor(), request.endsOn());
        store.deprecate(ref, deprecation, change.caller().name());
        changes.record(change, RegistryAuditChanges.deprecated(ref, before, deprecation));
        if (ref.kind() == ManifestKind.GOLDEN_PATH) {
            if (version.deprecationAt(change.at()) == null) {
                events.deprecated(ref.name(), ref.version(), at);
            } else {
                events.changed(ref.name());
            }
        }
    }

    /** Yanks a version. Another call with other values corrects them and keeps the time of the first call. */
    @Transactional
    void yank(VersionRef ref, YankRequest request) {
        var change = begin(ref);
        var version = registry.require(ref);
        var before = version.yank();
        var yank = new Yank(
                before == null ? change.at() : before.at(),
                before == null ? change.caller().name() : before.by(),
                request.reason(),
                request.successor());
        if (!yank.equals(before)) {
            store.yank(ref, yank);
            changes.record(change, RegistryAuditChanges.yanked(ref, before, yank));
            publishIfGoldenPath(ref);
        }
    }

    /** Restores a yanked version. A version that is not yanked stays unchanged. */
    @Transactional
    void restore(VersionRef ref) {
        var change = begin(ref);
        var version = registry.require(ref);
        if (version.yank() != null) {
            store.yank(ref, null);
            changes.record(change, RegistryAuditChanges.restored(ref, version.yank()));
            publishIfGoldenPath(ref);
        }
    }

    private void publishIfGoldenPath(VersionRef ref) {
        if (ref.kind() == ManifestKind.GOLDEN_PATH) {
            events.changed(ref.name());
        }
    }

    private Change begin(VersionRef ref) {
        var change = changes.begin();
        change.require(ref.kind(), ref.name(), registry.owner(ref.kind(), ref.name()));
        return change;
    }
}
