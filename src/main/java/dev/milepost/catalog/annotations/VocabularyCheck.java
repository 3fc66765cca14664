package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.text.SpellingSuggestion;
import java.util.List;

/** Reports unknown annotations, runtimes and compliance levels. */
public final class VocabularyCheck implements EntityCheck {

    static final Rule ANNOTATION = new Rule(
            "annotation-unknown",
            "Use only milepost.dev annotations of the annotation schema. Milepost ignores others.",
            RuleSeverities.always(Severity.WARNING));
    static final Rule RUNTIME = new Rule(
            "runtime-unknown",
            "Set milepost.dev/runtime to a name in milepost.validation.runtimes, with or without @major, or add the name there.",
            RuleSeverities.always(Severity.WARNING));
    static final Rule COMPLIANCE_LEVEL = new Rule(
            "compliance-level-unknown",
            "Set milepost.dev/compliance-level to a name in milepost.validation.compliance-levels.",
            RuleSeverities.always(Severity.ERROR));

    private final List<String> annotations;
    private final Vocabulary vocabulary;

    public VocabularyCheck(CatalogSchema schema, Vocabulary vocabulary) {
        this.annotations = schema.annotations();
        this.vocabulary = vocabulary;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ANNOTATION, RUNTIME, COMPLIANCE_LEVEL);
    }

    @Override
    public void check(Entity entity, Findings findings) {
        entity.annotations().propertyStream().forEach(annotation -> checkName(entity, annotation.getKey(), findings));
        Vocabulary.runtime(entity)
                .filter(runtime -> !vocabulary.runtimes().contains(runtime))
                .ifPresent(runtime -> addRuntime(entity, runtime, findings));
        entity.annotation(AnnotationNames.COMPLIANCE_LEVEL)
                .filter(level -> !vocabulary.complianceLevels().contains(level))
                .ifPresent(level -> addLevel(level, findings));
    }

    private void addRuntime(Entity entity, String runtime, Findings findings) {
        var written = entity.annotation(AnnotationNames.RUNTIME).orElse(runtime);
        var fix = SpellingSuggestion.find(runtime, vocabulary.runtimes())
                .map(name -> Fixes.annotation(AnnotationNames.RUNTIME, name + written.substring(runtime.length())))
                .orElse(null);
        findings.add(
                RUNTIME.id(),
                JsonPointers.annotation(AnnotationNames.RUNTIME),
                QuotedValue.of(runtime) + " is not one of " + String.join(", ", vocabulary.runtimes()),
                fix);
    }

    private void addLevel(String level, Findings findings) {
        var fix = SpellingSuggestion.find(level, vocabulary.complianceLevels())
                .map(name -> Fixes.annotation(AnnotationNames.COMPLIANCE_LEVEL, name))
                .orElse(null);
        findings.add(
                COMPLIANCE_LEVEL.id(),
                JsonPointers.annotation(AnnotationNames.COMPLIANCE_LEVEL),
                QuotedValue.of(level) + " is not one of " + String.join(", ", vocabulary.complianceLevels()),
                fix);
    }

    private void checkName(Entity entity, String name, Findings findings) {
        if (!name.startsWith(AnnotationNames.PREFIX) || annotations.contains(name) || findings.isFull()) {
            return;
        }
        var better = SpellingSuggestion.find(name, annotations)
                .filter(meant -> !entity.annotations().has(meant))
                .orElse(null);
        findings.add(
                ANNOTATION.id(),
                JsonPointers.annotation(name),
                QuotedValue.of(name) + " is not in the annotation schema"
                        + (better == null ? ": remove it" : ": did you mean " + better + "?"),
                Fixes.renamed(name, better, entity.annotations().path(name)));
    }
}
