package dev.milepost.catalog.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.references.ReferenceCatalog;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.catalog.validation.ValidationResults.ValidationResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Validates entities against the rules. Findings of checks that depend on one entity alone are cached by the entity's
 * hash, so that an unchanged entity costs little more than reading it.
 */
public final class EntityValidator {

    /** Number of cached characters that counts as one entity. */
    private static final int CHARACTERS_PER_ENTITY = 500;

    /** The cost of a finding in addition to its characters, which is about its memory overhead. */
    private static final int FINDING_OVERHEAD = 100;

    private final RuleSet rules;
    private final ReferenceCatalog known;
    private final Cache<String, List<Finding>> findingsByHash;

    /**
     * @param cachedEntities maximum number of entities whose findings are cached; one whose findings have many
     *     characters counts more than once
     */
    public EntityValidator(RuleSet rules, ReferenceCatalog known, int cachedEntities) {
        this.rules = rules;
        this.known = known;
        this.findingsByHash = Caffeine.newBuilder()
                .maximumWeight(cachedEntities)
                .weigher((String hash, List<Finding> findings) -> weight(findings))
                .build();
    }

    private static int weight(List<Finding> findings) {
        int characters = 0;
        for (var finding : findings) {
            var fix = finding.fix();
            characters += FINDING_OVERHEAD
                    + finding.pointer().length()
                    + finding.detail().length();
            characters += fix == null ? 0 : fix.length();
        }
        return 1 + characters / CHARACTERS_PER_ENTITY;
    }

    public RuleSet rules() {
        return rules;
    }

    /** Validates the entities as one batch. */
    public ValidationResults validate(List<Entity> entities) {
        var together = rules.check(entities, known);
        var verdicts = new ArrayList<ValidationResult>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            verdicts.add(verdict(entities.get(i), together.get(i)));
        }
        return new ValidationResults(rules.digest(), verdicts.stream().allMatch(ValidationResult::valid), verdicts);
    }

    private ValidationResult verdict(Entity entity, List<Finding> together) {
        var findings = new ArrayList<>(checkEntity(entity));
        findings.addAll(together);
        return new ValidationResult(
                entity.refText().orElse(null), findings.stream().noneMatch(Finding::blocking), findings, entity.hash());
    }

    private List<Finding> checkEntity(Entity entity) {
        var before = findingsByHash.getIfPresent(entity.hash());
        if (before != null) {
            return before;
        }
        var findings = rules.check(entity);
        if (findings.isCacheable()) {
            findingsByHash.put(entity.hash(), findings.all());
        }
        return findings.all();
    }
}
