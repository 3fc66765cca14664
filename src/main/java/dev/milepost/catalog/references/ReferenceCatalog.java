package dev.milepost.catalog.references;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What is known beyond the entities of one call. */
public interface ReferenceCatalog {

    /** Whether no reference can be judged. */
    boolean isEmpty();

    /** Which of these entity refs are known. */
    Set<String> findExisting(Collection<String> refs);

    /** Entity refs by telemetry key. */
    Map<String, Set<String>> findByTelemetryKey(Collection<String> keys);

    TemplateVersions templates();
}
