package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings of one entity while it is judged, each with the severity that its rule has in the entity's lifecycle. */
public final class Findings {

    /** More than anyone reads; what is sent to try us has millions. */
    private static final int MAX_FINDINGS = 100;

    private final Map<String, Severity> severities;
    private final List<Finding> found = new ArrayList<>();
    private boolean cacheable = true;

    /** @param severities by rule, in the lifecycle of the entity */
    public Findings(Map<String, Severity> severities) {
        this.severities = severities;
    }

    /** Without a fix, since it cannot be known. */
    public void add(String rule, String pointer, String detail) {
        add(rule, pointer, detail, null);
    }

    /**
     * Keeps what was found, unless its rule is off for the entity.
     *
     * @param fix null where it cannot be known
     */
    public void add(String rule, String pointer, String detail, @Nullable ObjectNode fix) {
        var severity = severities.getOrDefault(rule, Severity.OFF);
        if (severity != Severity.OFF && found.size() < MAX_FINDINGS) {
            found.add(new Finding(
                    pointer, rule, severity, detail, fix == null ? null : FixYaml.of(fix), severity == Severity.ERROR));
        }
    }

    /** Whether more would not be kept, so that looking for it is of no use. */
    public boolean isFull() {
        return found.size() >= MAX_FINDINGS;
    }

    /** Another time something else may be found. */
    void markNotCacheable() {
        cacheable = false;
    }

    /** Whether the same would be found again. */
    public boolean isCacheable() {
        return cacheable;
    }

    /** In the order in which they were found. */
    public List<Finding> all() {
        return List.copyOf(found);
    }
}
