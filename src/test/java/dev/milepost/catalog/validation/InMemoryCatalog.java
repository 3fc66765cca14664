package dev.milepost.catalog.validation;

import dev.milepost.catalog.references.ReferenceCatalog;
import dev.milepost.catalog.references.TemplateVersions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A catalog that knows what a test tells it. */
record InMemoryCatalog(Set<String> refs, Map<String, Set<String>> byTelemetryKey, TemplateVersions templates)
        implements ReferenceCatalog {

    @Override
    public boolean isEmpty() {
        return refs.isEmpty();
    }

    @Override
    public Set<String> findExisting(Collection<String> asked) {
        return asked.stream().filter(refs::contains).collect(Collectors.toSet());
    }

    @Override
    public Map<String, Set<String>> findByTelemetryKey(Collection<String> keys) {
        return keys.stream()
                .distinct()
                .filter(byTelemetryKey::containsKey)
                .collect(Collectors.toMap(key -> key, byTelemetryKey::get));
    }
}
