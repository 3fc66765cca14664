package dev.milepost.bench;

import dev.milepost.catalog.references.ReferenceCatalog;
import dev.milepost.catalog.references.TemplateVersions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A catalog that has whatever it is asked for. */
final class WholeCatalog implements ReferenceCatalog {

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Set<String> findExisting(Collection<String> refs) {
        return Set.copyOf(refs);
    }

    @Override
    public Map<String, Set<String>> findByTelemetryKey(Collection<String> keys) {
        return Map.of();
    }

    @Override
    public TemplateVersions templates() {
        return new TemplateVersions(Map.of("springboot-service", Map.of("2.1.0", false)));
    }
}
