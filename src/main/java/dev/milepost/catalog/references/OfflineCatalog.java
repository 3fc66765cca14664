package dev.milepost.catalog.references;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** An empty catalog for offline validation. References are not checked against it. */
public final class OfflineCatalog implements ReferenceCatalog {

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public Set<String> findExisting(Collection<String> refs) {
        return Set.of();
    }

    @Override
    public Map<String, Set<String>> findByTelemetryKey(Collection<String> keys) {
        return Map.of();
    }

    @Override
    public TemplateVersions templates() {
        return TemplateVersions.NONE;
    }
}
