package dev.milepost.catalog.rules;

import java.util.Map;
import java.util.Optional;

/** Configuration of a rule: changes to an existing rule, or the definition of an additional one. */
public interface RuleConfig {

    Optional<Severity> severity();

    /** The severity by {@code spec.lifecycle}; takes precedence over {@code severity}. */
    Map<String, Severity> lifecycle();

    /**
     * CEL expression that is true for an entity that satisfies the rule. If present, the configuration defines an
     * additional rule.
     */
    Optional<String> expression();

    /** What to do, in a sentence. */
    Optional<String> message();

    /** YAML merge patch for an entity that violates the rule. */
    Optional<String> fix();

    /** JSON pointer to the value that the rule is about; the whole entity if absent. */
    Optional<String> pointer();
}
