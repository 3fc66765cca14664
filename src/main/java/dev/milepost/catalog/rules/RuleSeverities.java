package dev.milepost.catalog.rules;

import java.util.Map;
import java.util.TreeMap;

/**
 * The severity of a rule by the entity's {@code spec.lifecycle}.
 *
 * @param otherwise the severity for other lifecycles and for entities without one
 */
public record RuleSeverities(Severity otherwise, Map<String, Severity> byLifecycle) {

    public static final String PRODUCTION = "production";
    public static final String EXPERIMENTAL = "experimental";

    public RuleSeverities {
        byLifecycle = new TreeMap<>(byLifecycle);
    }

    /** The same severity in every lifecycle. */
    public static RuleSeverities always(Severity severity) {
        return new RuleSeverities(severity, Map.of());
    }

    /** Returns a copy with another severity in this lifecycle. */
    public RuleSeverities in(String lifecycle, Severity severity) {
        var changed = new TreeMap<>(byLifecycle);
        changed.put(lifecycle, severity);
        return new RuleSeverities(otherwise, changed);
    }

    public Severity of(String lifecycle) {
        return byLifecycle.getOrDefault(lifecycle, otherwise);
    }
}
