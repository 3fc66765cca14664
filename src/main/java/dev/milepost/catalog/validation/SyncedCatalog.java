package dev.milepost.catalog.validation;

import dev.milepost.catalog.references.ReferenceCatalog;
import dev.milepost.catalog.references.TemplateVersions;
import dev.milepost.catalog.sync.CatalogLookup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The catalog of the service: synced entities and published templates. */
@ApplicationScoped
class SyncedCatalog implements ReferenceCatalog {

    private final CatalogLookup entities;
    private final PublishedTemplates templates;

    SyncedCatalog(CatalogLookup entities, PublishedTemplates templates) {
        this.entities = entities;
        this.templates = templates;
    }

    @Override
    public boolean isEmpty() {
        return entities.isEmpty();
    }

    @Override
    public Set<String> findExisting(Collection<String> refs) {
        return entities.findExisting(refs);
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
