package dev.milepost.catalog.validation;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.catalog.annotations.CatalogSchema;
import dev.milepost.catalog.annotations.RequiredAnnotationCheck;
import dev.milepost.catalog.annotations.SchemaCheck;
import dev.milepost.catalog.annotations.SchemaValidator;
import dev.milepost.catalog.annotations.Vocabulary;
import dev.milepost.catalog.annotations.VocabularyCheck;
import dev.milepost.catalog.references.DuplicateEntityCheck;
import dev.milepost.catalog.references.OwnerCheck;
import dev.milepost.catalog.references.ReferenceCheck;
import dev.milepost.catalog.references.TelemetryKeyCheck;
import dev.milepost.catalog.references.TemplateCheck;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.ExpressionCheck;
import dev.milepost.catalog.rules.ExpressionRule;
import dev.milepost.catalog.rules.InvalidRule;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleConfig;
import dev.milepost.catalog.rules.RuleSeverities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the rules of an installation from its configuration. Throws {@link InvalidRule} if a configured rule is
 * invalid.
 */
final class RuleSetReader {

    private final ValidationConfig config;
    private final CatalogSchema schema = CatalogSchema.latest();
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    RuleSetReader(ValidationConfig config) {
        this.config = config;
    }

    RuleSet read() {
        var vocabulary = ValidationConfig.vocabulary(config);
        checkDefaults();
        var checks = new ArrayList<EntityCheck>(List.of(
                new SchemaCheck(schema),
                new VocabularyCheck(schema, vocabulary),
                new OwnerCheck(),
                new RequiredAnnotationCheck(schema, vocabulary, config.defaults())));
        var callChecks =
                List.of(new DuplicateEntityCheck(), new ReferenceCheck(), new TelemetryKeyCheck(), new TemplateCheck());
        checks.forEach(check -> check.rules().forEach(rule -> rules.put(rule.id(), rule)));
        callChecks.forEach(check -> check.rules().forEach(rule -> rules.put(rule.id(), rule)));
        var ownRules = customRules();
        if (!ownRules.isEmpty()) {
            checks.add(new ExpressionCheck(ownRules));
        }
        var decided = rules.values().stream().map(this::configured).toList();
        return new RuleSet(checks, callChecks, decided, RulesDigest.of(schema, config, decided));
    }

    /** The configured rules that have an expression. A rule without an expression must exist already. */
    private List<ExpressionRule> customRules() {
        var custom = new ArrayList<ExpressionRule>();
        new TreeMap<>(config.rules()).forEach((id, rule) -> {
            if (rule.expression().isPresent()) {
                if (rules.containsKey(id)) {
                    throw new InvalidRule(id, "has an expression, but the id of a built-in rule: choose another id");
                }
                custom.add(ExpressionRule.of(id, rule));
            } else if (!rules.containsKey(id)) {
                throw new InvalidRule(
                        id, "has no expression, and no built-in rule has this id. Built-in rules: " + rules.keySet());
            }
        });
        custom.forEach(rule -> rules.put(rule.rule().id(), rule.rule()));
        return custom;
    }

    private Rule configured(Rule rule) {
        RuleConfig changed = config.rules().get(rule.id());
        if (changed == null) {
            return rule;
        }
        var severities = changed.severity().map(RuleSeverities::always).orElse(rule.severities());
        for (var lifecycle : changed.lifecycle().entrySet()) {
            severities = severities.in(lifecycle.getKey(), lifecycle.getValue());
        }
        return new Rule(rule.id(), rule.message(), severities);
    }

    private void checkDefaults() {
        var validator = new SchemaValidator(schema);
        config.defaults().forEach((annotation, value) -> {
            var allowedValues =
                    ValidationConfig.vocabulary(config).valuesByAnnotation().get(annotation);
            if (!schema.annotations().contains(annotation)
                    || !validator.accept(annotation, TextNode.valueOf(value))
                    || (allowedValues != null && !allowedValues.contains(Vocabulary.withoutMajor(value)))) {
                throw InvalidRule.ofDefault(annotation, value);
            }
        });
    }
}
