package dev.milepost.validation;

import dev.milepost.entities.Entity;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An annotation that some entities have to have.
 *
 * @param of which entities
 * @param known what it is where the rest of the entity tells
 */
record Requirement(Rule rule, String annotation, Predicate<Entity> of, Function<Entity, Optional<String>> known) {

    Requirement(Rule rule, String annotation, Predicate<Entity> of) {
        this(rule, annotation, of, entity -> Optional.empty());
    }
}
