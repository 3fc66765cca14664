package dev.milepost.references;

import dev.milepost.rules.Quoted;
import dev.milepost.rules.Rule;
import dev.milepost.rules.Severities;
import dev.milepost.rules.Severity;
import java.util.List;

/** Entities of one call that have the same name, of which Backstage takes one and drops the others. */
public final class TwiceCheck implements CallCheck {

    static final Rule RULE = new Rule(
            "entity-twice",
            "Give each entity of a kind and namespace a name of its own.",
            Severities.always(Severity.ERROR));

    @Override
    public List<Rule> rules() {
        return List.of(RULE);
    }

    @Override
    public void judge(Call call) {
        for (var judged : call.judged()) {
            judged.entity()
                    .refText()
                    .filter(ref -> call.count(ref) > 1)
                    .ifPresent(ref -> judged.findings()
                            .add(
                                    RULE.id(),
                                    "/metadata/name",
                                    "%s stands %d times in this call: rename or remove the others"
                                            .formatted(Quoted.of(ref), call.count(ref))));
        }
    }
}
