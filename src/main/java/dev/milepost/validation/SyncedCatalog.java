package dev.milepost.validation;

import dev.milepost.catalog.CatalogEntities;
import dev.milepost.references.KnownCatalog;
import dev.milepost.references.TemplateVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What the service knows: the entities that were synced, and the templates that were published. */
@ApplicationScoped
class SyncedCatalog implements KnownCatalog {

    private final CatalogEntities entities;
    private final PublishedTemplates templates;

    SyncedCatalog(CatalogEntities entities, PublishedTemplates templates) {
        this.entities = entities;
        this.templates = templates;
    }

    @Override
    public boolean isEmpty() {
        return entities.isEmpty();
    }

    @Override
    public Set<String> findKnown(Collection<String> refs) {
        return entities.findKnown(refs);
    }

    @Override
    public Map<String, Set<String>> findByTelemetryKey(Collection<String> keys) {
        return entities.findByTelemetryKey(keys);
    }

    @Override
    public TemplateVersions templates() {
        return templates.versions();
    }
}
