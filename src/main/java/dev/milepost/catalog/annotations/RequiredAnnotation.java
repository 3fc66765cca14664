package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severities;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An annotation that some entities have to have.
 *
 * @param appliesTo which entities
 * @param inferredValue what it is where the rest of the entity tells
 */
record RequiredAnnotation(
        Rule rule, String annotation, Predicate<Entity> appliesTo, Function<Entity, Optional<String>> inferredValue) {

    /** @param what is missing, which gives the rule its name */
    RequiredAnnotation(String what, String asks, Severities severities, Predicate<Entity> appliesTo) {
        this(new Rule(what + "-missing", asks, severities), "", appliesTo, entity -> Optional.empty());
    }

    RequiredAnnotation forAnnotation(String name) {
        var asks = "%s in %s.".formatted(rule.message(), name);
        return new RequiredAnnotation(new Rule(rule.id(), asks, rule.severities()), name, appliesTo, inferredValue);
    }

    RequiredAnnotation inferredBy(Function<Entity, Optional<String>> found) {
        return new RequiredAnnotation(rule, annotation, appliesTo, found);
    }
}
