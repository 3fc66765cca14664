package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.text.Shorten;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one entity. Each gets the severity that its rule has in the entity's lifecycle. */
public final class Findings {

    /** Maximum number of findings per entity. It is more than anyone reads; hostile input could produce millions. */
    private static final int MAX_FINDINGS = 100;

    /** Maximum length of a fix in characters. A longer one is left out: it repeats much of the entity. */
    static final int MAX_FIX_LENGTH = 10_000;

    private final Map<String, Severity> severities;
    private final List<Finding> found = new ArrayList<>();
    private boolean cacheable = true;

    /** @param severities by rule id, for the lifecycle of the entity */
    public Findings(Map<String, Severity> severities) {
        this.severities = severities;
    }

    /** Adds a finding for which no fix can be determined. */
    public void add(String rule, String pointer, String detail) {
        add(rule, pointer, detail, null);
    }

    /**
     * Adds a finding, unless its rule is off for the entity or the findings are full.
     *
     * @param fix null if none can be determined; one of more than {@value #MAX_FIX_LENGTH} characters is left out
     */
    public void add(String rule, String pointer, String detail, @Nullable ObjectNode fix) {
        var severity = severities.getOrDefault(rule, Severity.OFF);
        if (severity != Severity.OFF && found.size() < MAX_FINDINGS) {
            found.add(new Finding(
                    Shorten.to(Fault.POINTER_LENGTH, pointer),
                    rule,
                    severity,
                    Shorten.to(Fault.DETAIL_LENGTH, detail),
                    fix == null ? null : yaml(fix),
                    severity == Severity.ERROR));
        }
    }

    private static @Nullable String yaml(ObjectNode fix) {
        var yaml = FixYaml.of(fix);
        return yaml.length() <= MAX_FIX_LENGTH ? yaml : null;
    }

    /** Whether findings show a fix. */
    static boolean isShort(ObjectNode fix) {
        return yaml(fix) != null;
    }

    /** Whether further findings would be dropped, so that callers can stop checking. */
    public boolean isFull() {
        return found.size() >= MAX_FINDINGS;
    }

    /** Marks the findings as not reproducible: another evaluation may have another result. */
    void markNotCacheable() {
        cacheable = false;
    }

    /** Whether another validation of the same entity would have the same findings. */
    public boolean isCacheable() {
        return cacheable;
    }

    /** The findings in the order in which they were added. */
    public List<Finding> all() {
        return List.copyOf(found);
    }
}
