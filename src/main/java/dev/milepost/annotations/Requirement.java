package dev.milepost.annotations;

import dev.milepost.entities.Entity;
import dev.milepost.rules.Rule;
import dev.milepost.rules.Severities;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An annotation that some entities have to have.
 *
 * @param of which entities
 * @param clue what it is where the rest of the entity tells
 */
record Requirement(Rule rule, String annotation, Predicate<Entity> of, Function<Entity, Optional<String>> clue) {

    /** @param what is missing, which gives the rule its name */
    Requirement(String what, String asks, Severities severities, Predicate<Entity> of) {
        this(new Rule(what + "-missing", asks, severities), "", of, entity -> Optional.empty());
    }

    Requirement in(String name) {
        var asks = "%s in %s.".formatted(rule.asks(), name);
        return new Requirement(new Rule(rule.id(), asks, rule.severities()), name, of, clue);
    }

    Requirement known(Function<Entity, Optional<String>> found) {
        return new Requirement(rule, annotation, of, found);
    }
}
