package dev.milepost.catalog.rules;

import java.util.Map;
import java.util.TreeMap;

/**
 * The severity of a rule by the entity's {@code spec.lifecycle}.
 *
 * @param otherwise the severity for other lifecycles and for entities without one
 */
public record Severities(Severity otherwise, Map<String, Severity> byLifecycle) {

    public static final String PRODUCTION = "production";
    public static final String EXPERIMENTAL = "experimental";

    public Severities {
        byLifecycle = new TreeMap<>(byLifecycle);
    }

    /** The same severity in every lifecycle. */
    public static Severities always(Severity severity) {
        return new Severities(severity, Map.of());
    }

    /** Returns a copy with another severity in this lifecycle. */
    public Severities in(String lifecycle, Severity severity) {
        var changed = new TreeMap<>(byLifecycle);
        changed.put(lifecycle, severity);
        return new Severities(otherwise, changed);
    }

    public Severity of(String lifecycle) {
        return byLifecycle.getOrDefault(lifecycle, otherwise);
    }
}
