package dev.milepost.templates.lifecycle;

import dev.milepost.templates.lifecycle.ChangeRecorder.Change;
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

    /** @param previous the next lower version; null if this is the lowest */
    public void add(Change change, StoredVersion version, PublishRequest request, @Nullable String previous) {
        store.insert(version, request);
        if (version.ref().kind() == ManifestKind.GOLDEN_PATH) {
            events.published(version.name(), version.version(), previous, version.publishedAt());
        }
        changes.record(change, RegistryAuditChanges.published(version));
    }

    /** Stores a new source address when equal content is published again. Nothing else can differ. */
    public void changeSource(Change change, StoredVersion version, @Nullable String source) {
        if (source != null && !source.equals(version.source())) {
            store.changeSource(version.ref(), source);
            changes.record(change, RegistryAuditChanges.sourceChanged(version, source));
        }
    }
}
