package dev.milepost.references;

import dev.milepost.annotations.Kinds;
import dev.milepost.entities.Entity;
import dev.milepost.entities.EntityRef;
import dev.milepost.rules.Check;
import dev.milepost.rules.Findings;
import dev.milepost.rules.Quoted;
import dev.milepost.rules.Rule;
import dev.milepost.rules.Severities;
import dev.milepost.rules.Severity;
import java.util.List;
import java.util.Set;

/** Somebody owns it, and that is a Group or a User. */
public final class OwnerCheck implements Check {

    static final String DEFAULT_KIND = "group";

    static final Rule MISSING = new Rule(
            "owner-missing",
            "Name the Group or User that owns the entity in spec.owner.",
            Severities.always(Severity.ERROR));
    static final Rule KIND = new Rule(
            "owner-kind",
            "Let spec.owner refer to a Group or a User, and to nothing else.",
            Severities.always(Severity.ERROR));

    private static final String POINTER = "/spec/owner";
    private static final Set<String> OWNERS = Set.of(DEFAULT_KIND, "user");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, KIND);
    }

    @Override
    public void judge(Entity entity, Findings findings) {
        if (!Kinds.haveSchema(entity)) {
            return;
        }
        var owner = entity.spec("owner");
        if (!owner.isTextual() || owner.textValue().isBlank()) {
            findings.add(
                    MISSING.id(),
                    POINTER,
                    "spec.owner is missing: name the Group or User, such as group:default/payments");
            return;
        }
        var ref = EntityRef.parse(owner.textValue(), DEFAULT_KIND, entity.namespace());
        if (ref.isEmpty() || !OWNERS.contains(ref.get().kind())) {
            findings.add(
                    KIND.id(),
                    POINTER,
                    Quoted.of(owner.textValue())
                            + " is no reference to a Group or User, such as group:default/payments");
        }
    }
}
