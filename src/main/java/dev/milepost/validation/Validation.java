package dev.milepost.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.entities.Entity;
import dev.milepost.references.KnownCatalog;
import dev.milepost.rules.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges entities by the rules. What is found by looking at one alone is remembered by its hash, so that an entity that
 * has not changed costs little more than reading it.
 */
public final class Validation {

    private final RuleSet rules;
    private final KnownCatalog known;
    private final Cache<String, List<Finding>> remembered;

    /** @param rememberedEntities how many entities are remembered with their findings */
    public Validation(RuleSet rules, KnownCatalog known, int rememberedEntities) {
        this.rules = rules;
        this.known = known;
        this.remembered = Caffeine.newBuilder().maximumSize(rememberedEntities).build();
    }

    public RuleSet rules() {
        return rules;
    }

    /** Judges the entities together. */
    public Verdicts judge(List<Entity> entities) {
        var together = rules.judge(entities, known);
        var verdicts = new ArrayList<Verdict>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            verdicts.add(verdict(entities.get(i), together.get(i)));
        }
        return new Verdicts(rules.digest(), verdicts.stream().allMatch(Verdict::valid), verdicts);
    }

    private Verdict verdict(Entity entity, List<Finding> together) {
        var findings = new ArrayList<>(alone(entity));
        findings.addAll(together);
        return new Verdict(
                entity.refText().orElse(null), findings.stream().noneMatch(Finding::blocking), findings, entity.hash());
    }

    private List<Finding> alone(Entity entity) {
        var before = remembered.getIfPresent(entity.hash());
        if (before != null) {
            return before;
        }
        var findings = rules.judge(entity);
        if (findings.areLasting()) {
            remembered.put(entity.hash(), findings.all());
        }
        return findings.all();
    }
}
