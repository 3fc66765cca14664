package dev.milepost.templates.lifecycle;

import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.StoredVersion;
import dev.milepost.templates.registry.VersionStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Stores new versions, with their audit entry and event, in the publisher's transaction. The versions must be
 * validated.
 */
@ApplicationScoped
public class VersionPublisher {

    private final VersionStore store;
    private final TemplateEventPublisher events;
    private final ChangeRecorder changes;

    VersionPublisher(VersionStore store, TemplateEventPublisher events, ChangeRecorder changes) {
        this.store = store;
        this.events = events;
        this.changes = changes;
    }

    /** Returns caller and time, and locks the registry until the transaction ends. */
    public ChangeContext begin() {
        return changes.begin();
    }

    /** @param previous the next lower version; null if this is the lowest */
    public void add(ChangeContext context, StoredVersion version, PublishRequest request, @Nullable String previous) {
        var kind = request.kind();
        store.insert(version, request);
        if (kind == ManifestKind.GOLDEN_PATH) {
            events.published(version.name(), version.version(), previous, version.publishedAt());
        }
        changes.record(context, RegistryAuditChanges.published(kind, version));
    }

    /** Stores a new source address when equal content is published again. Nothing else can differ. */
    public void changeSource(ChangeContext context, StoredVersion version, PublishRequest request) {
        var source = request.source();
        if (source != null && !source.equals(version.source())) {
            store.changeSource(version.ref(), source);
            changes.record(context, RegistryAuditChanges.sourceChanged(request.kind(), version, source));
        }
    }
}
