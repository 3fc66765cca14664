package dev.milepost.catalog.references;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions of templates that were published.
 *
 * @param byTemplate whether each version is deprecated, by version, by template
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

    /** Whether there is such a version, or one that begins with it: {@code 2} is any {@code 2.*}. */
    boolean contains(String template, String version) {
        return !findMatching(template, version).isEmpty();
    }

    /** Whether every version that may be meant is deprecated. */
    boolean isDeprecated(String template, String version) {
        var meant = findMatching(template, version);
        return !meant.isEmpty()
                && meant.stream().allMatch(v -> versions(template).get(v));
    }

    /** The greatest version that is not deprecated. */
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
