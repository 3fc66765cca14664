package dev.milepost.catalog.references;

import dev.milepost.catalog.annotations.CatalogSchema;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import java.util.List;
import java.util.Set;

/** Checks that an entity has an owner and that the owner is a Group or a User. */
public final class OwnerCheck implements EntityCheck {

    static final String DEFAULT_KIND = "group";

    static final Rule MISSING = new Rule(
            "owner-missing",
            "Name the Group or User that owns the entity in spec.owner.",
            RuleSeverities.always(Severity.ERROR));
    static final Rule KIND =
            new Rule("owner-kind", "Refer to a Group or User in spec.owner.", RuleSeverities.always(Severity.ERROR));

    private static final String POINTER = "/spec/owner";
    private static final Set<String> OWNERS = Set.of(DEFAULT_KIND, "user");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, KIND);
    }

    @Override
    public void check(Entity entity, Findings findings) {
        if (!CatalogSchema.hasOwner(entity)) {
            return;
        }
        var owner = entity.spec("owner");
        if (owner.isArray() && !owner.isEmpty()) {
            findings.add(
                    KIND.id(),
                    POINTER,
                    "spec.owner is a list, but Backstage reads one reference: name the Group that all owners are in",
                    owner.size() == 1 && owner.get(0).isTextual() ? Fixes.spec("owner", owner.get(0)) : null);
            return;
        }
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
                    QuotedValue.of(owner.textValue())
                            + " is not a reference to a Group or User, such as group:default/payments");
        }
    }
}
