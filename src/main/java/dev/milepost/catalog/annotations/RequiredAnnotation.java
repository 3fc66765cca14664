package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An annotation that some entities must have.
 *
 * @param appliesTo selects the entities
 * @param inferredValue infers the value from the rest of the entity; empty if it cannot be inferred
 */
record RequiredAnnotation(
        Rule rule, String annotation, Predicate<Entity> appliesTo, Function<Entity, Optional<String>> inferredValue) {

    /** @param name names what is missing; the rule id is derived from it */
    RequiredAnnotation(String name, String message, RuleSeverities severities, Predicate<Entity> appliesTo) {
        this(new Rule(name + "-missing", message, severities), "", appliesTo, entity -> Optional.empty());
    }

    RequiredAnnotation forAnnotation(String name) {
        var message = "Set %s: %s.".formatted(name, rule.message());
        return new RequiredAnnotation(new Rule(rule.id(), message, rule.severities()), name, appliesTo, inferredValue);
    }

    RequiredAnnotation inferredBy(Function<Entity, Optional<String>> found) {
        return new RequiredAnnotation(rule, annotation, appliesTo, found);
    }
}
