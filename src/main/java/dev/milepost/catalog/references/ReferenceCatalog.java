package dev.milepost.catalog.references;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Looks up entities and templates beyond the entities of one call. */
public interface ReferenceCatalog {

    /** Whether there are no entities, so that references cannot be checked. */
    boolean isEmpty();

    /** Returns those of these entity refs that exist. */
    Set<String> findExisting(Collection<String> refs);

    /** Returns entity refs by telemetry key. */
    Map<String, Set<String>> findByTelemetryKey(Collection<String> keys);

    TemplateVersions templates();

    /** An empty catalog for offline validation. References are not checked against it. */
    final class OfflineCatalog implements ReferenceCatalog {

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
}
