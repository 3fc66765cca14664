package dev.milepost.catalog.rules;

import java.util.Map;
import java.util.Optional;

/** A rule as an installation configures it, by what is changed of it or by what it is. */
public interface RuleConfig {

    Optional<Severity> severity();

    /** The severity by {@code spec.lifecycle}, before {@code severity}. */
    Map<String, Severity> lifecycle();

    /** CEL that is true of an entity that is as it should be; makes the rule one of one's own. */
    Optional<String> expression();

    /** What to do, in a sentence. */
    Optional<String> message();

    /** YAML to merge into an entity that breaks the rule. */
    Optional<String> fix();

    /** A JSON pointer to what the rule is about; the whole entity where it is missing. */
    Optional<String> pointer();
}
