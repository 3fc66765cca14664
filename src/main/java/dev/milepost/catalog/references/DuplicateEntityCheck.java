package dev.milepost.catalog.references;

import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import java.util.List;

/** Reports entities of one call that have the same ref. Backstage keeps one of them and drops the others. */
public final class DuplicateEntityCheck implements BatchCheck {

    static final Rule RULE = new Rule(
            "entity-twice",
            "Give each entity a name that is unique for its kind and namespace.",
            RuleSeverities.always(Severity.ERROR));

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public void check(EntityBatch call) {
        for (var checked : call.entities()) {
            checked.entity()
                    .refText()
                    .filter(ref -> call.count(ref) > 1)
                    .ifPresent(ref -> checked.findings()
                            .add(
                                    RULE.id(),
                                    "/metadata/name",
                                    "%s occurs %d times in this call: rename or remove the others"
                                            .formatted(QuotedValue.of(ref), call.count(ref))));
        }
    }
}
