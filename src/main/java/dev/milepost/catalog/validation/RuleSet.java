package dev.milepost.catalog.validation;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.BatchCheck;
import dev.milepost.catalog.references.EntityBatch;
import dev.milepost.catalog.references.ReferenceCatalog;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules of an installation: the checks, and the severity of each rule by lifecycle. */
public final class RuleSet {

    private static final int MAX_CACHED_LIFECYCLES = 1_000;

    /** Maximum length of a cached lifecycle in characters. */
    private static final int MAX_LIFECYCLE_LENGTH = 63;

    private final List<EntityCheck> checks;
    private final List<BatchCheck> callChecks;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final String digest;
    private final Map<String, Map<String, Severity>> severitiesByLifecycle = new ConcurrentHashMap<>();

    RuleSet(List<EntityCheck> checks, List<BatchCheck> callChecks, Collection<Rule> rules, String digest) {
        this.checks = List.copyOf(checks);
        this.callChecks = List.copyOf(callChecks);
        rules.forEach(rule -> this.rules.put(rule.id(), rule));
        this.digest = digest;
    }

    /**
     * The built-in rules with the changes and additions of the configuration.
     *
     * @throws InvalidRule if a configured rule is invalid
     */
    public static RuleSet of(ValidationConfig config) {
        return new RuleSetReader(config).read();
    }

    /** Digest of the rules; equal rules have an equal digest. */
    public String digest() {
        return digest;
    }

    public Collection<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** Findings that depend on the entity alone. */
    Findings check(Entity entity) {
        var findings = findings(entity);
        checks.forEach(check -> check.check(entity, findings));
        return findings;
    }

    /** Findings that depend on the batch and the catalog, for each entity in order. */
    List<List<Finding>> check(List<Entity> entities, ReferenceCatalog known) {
        var checked = entities.stream()
                .map(entity -> new EntityBatch.CheckedEntity(entity, findings(entity)))
                .toList();
        var batch = new EntityBatch(checked, known);
        callChecks.forEach(check -> check.check(batch));
        return checked.stream().map(one -> one.findings().all()).toList();
    }

    private Findings findings(Entity entity) {
        var lifecycle = entity.lifecycle();
        var severities = severitiesByLifecycle.get(lifecycle);
        if (severities == null) {
            severities = severities(lifecycle);
            if (lifecycle.length() <= MAX_LIFECYCLE_LENGTH && severitiesByLifecycle.size() < MAX_CACHED_LIFECYCLES) {
                severitiesByLifecycle.put(lifecycle, severities);
            }
        }
        return new Findings(severities);
    }

    private Map<String, Severity> severities(String lifecycle) {
        var severities = new LinkedHashMap<String, Severity>();
        rules.values()
                .forEach(rule -> severities.put(rule.id(), rule.severities().of(lifecycle)));
        return Map.copyOf(severities);
    }
}
