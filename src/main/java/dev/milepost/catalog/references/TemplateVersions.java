package dev.milepost.catalog.references;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The published versions of templates.
 *
 * @param byTemplate by template and version: whether the version is deprecated
 */
public record TemplateVersions(Map<String, Map<String, Boolean>> byTemplate) {

    static final TemplateVersions NONE = new TemplateVersions(Map.of());

    public TemplateVersions {
        byTemplate = new TreeMap<>(byTemplate);
    }

    boolean isEmpty() {
        return byTemplate.isEmpty();
    }

    Collection<String> templates() {
        return byTemplate.keySet();
    }

    /** Whether this version is published, or one that it is a prefix of: {@code 2} matches every {@code 2.*}. */
    boolean contains(String template, String version) {
        return !findMatching(template, version).isEmpty();
    }

    /** Whether every matching version is deprecated, and at least one matches. */
    boolean isDeprecated(String template, String version) {
        var meant = findMatching(template, version);
        return !meant.isEmpty()
                && meant.stream().allMatch(v -> versions(template).get(v));
    }

    /** The highest version that is not deprecated. */
    Optional<String> newest(String template) {
        return versions(template).entrySet().stream()
                .filter(version -> !version.getValue())
                .map(Map.Entry::getKey)
                .max(VersionOrder.BY_NUMBERS);
    }

    private List<String> findMatching(String template, String version) {
        return versions(template).keySet().stream()
                .filter(known -> known.equals(version) || known.startsWith(version + "."))
                .toList();
    }

    private Map<String, Boolean> versions(String template) {
        return byTemplate.getOrDefault(template, Map.of());
    }
}
