package dev.milepost.catalog.references;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.Quoted;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.catalog.rules.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports references to entities that are neither in the call nor in the catalog. */
public final class ReferenceCheck implements BatchCheck {

    static final Rule OWNER = new Rule(
            "owner-unknown",
            "Refer to a Group or User of the catalog in spec.owner.",
            Severities.always(Severity.WARNING).in(Severities.PRODUCTION, Severity.ERROR));
    static final Rule REFERENCE = new Rule(
            "reference-unknown", "Refer only to entities of the catalog.", Severities.always(Severity.WARNING));

    /**
     * Maximum number of references out of the call that are checked. No call by people has as many; further ones are
     * ignored.
     */
    private static final int MAX_REFERENCES = 20_000;

    /** Number of unresolved references up to which each is compared with every ref of the call to find a fix. */
    private static final int MAX_COMPARED = 100;

    @Override
    public List<Rule> rules() {
        return List.of(OWNER, REFERENCE);
    }

    @Override
    public void check(EntityBatch call) {
        if (call.isCatalogEmpty()) {
            return;
        }
        var unknown = unknown(call);
        if (!unknown.isEmpty()) {
            var known = known(call, unknown);
            unknown.forEach(one -> add(one.reference(), known, one.findings()));
        }
    }

    /** A reference to an entity outside of the call, and the findings of the entity that contains it. */
    private record UnresolvedReference(Reference reference, Findings findings) {

        String ref() {
            return reference.to().toString();
        }
    }

    private static void add(Reference reference, Set<String> known, Findings findings) {
        if (!findings.isFull()) {
            findings.add(
                    reference.field().equals("owner") ? OWNER.id() : REFERENCE.id(),
                    reference.pointer(),
                    Quoted.of(reference.to().toString()) + " is neither in this call nor in the catalog",
                    fix(reference, known));
        }
    }

    private static List<UnresolvedReference> unknown(EntityBatch call) {
        var open = new ArrayList<UnresolvedReference>();
        for (var checked : call.entities()) {
            for (var reference : Reference.of(checked.entity())) {
                if (open.size() < MAX_REFERENCES
                        && !call.contains(reference.to().toString())) {
                    open.add(new UnresolvedReference(reference, checked.findings()));
                }
            }
        }
        var known = find(call, open.stream().map(UnresolvedReference::ref).collect(Collectors.toSet()));
        open.removeIf(one -> known.contains(one.ref()));
        return open;
    }

    /** Returns the existing refs that can be proposed as fixes of these references. */
    private static Set<String> known(EntityBatch call, List<UnresolvedReference> unknown) {
        var meant = new HashSet<String>();
        unknown.forEach(one -> inOtherNamespaces(one.reference()).forEach(ref -> meant.add(ref.toString())));
        var known = new HashSet<>(find(call, meant));
        call.refs().forEach(ref -> {
            if (unknown.size() <= MAX_COMPARED || meant.contains(ref)) {
                known.add(ref);
            }
        });
        return known;
    }

    private static List<EntityRef> inOtherNamespaces(Reference reference) {
        var to = reference.to();
        return List.of(
                new EntityRef(to.kind(), EntityRef.DEFAULT_NAMESPACE, to.name()),
                new EntityRef(to.kind(), reference.from().namespace(), to.name()));
    }

    private static @Nullable ObjectNode fix(Reference reference, Set<String> known) {
        var ref = inOtherNamespaces(reference).stream()
                .map(EntityRef::toString)
                .filter(known::contains)
                .findFirst()
                .or(() -> SpellingSuggestion.find(reference.to().toString(), ofSameKind(reference.to(), known)));
        return ref.flatMap(text -> EntityRef.parse(text, null, EntityRef.DEFAULT_NAMESPACE))
                .map(better -> replaced(reference, reference.format(better)))
                .orElse(null);
    }

    private static List<String> ofSameKind(EntityRef to, Set<String> known) {
        return known.stream().filter(ref -> ref.startsWith(to.kind() + ":")).toList();
    }

    /**
     * Returns a fix with the corrected reference. A merge patch cannot change an element of a list, so the fix contains
     * the whole list.
     */
    private static ObjectNode replaced(Reference reference, String text) {
        var value = reference.from().spec(reference.field());
        if (value instanceof ArrayNode list) {
            var changed = list.deepCopy();
            changed.set(reference.index(), TextNode.valueOf(text));
            return Fixes.spec(reference.field(), changed);
        }
        return Fixes.spec(reference.field(), TextNode.valueOf(text));
    }

    /**
     * Returns those of these refs that the catalog has. PostgreSQL cannot store U+0000, so refs with it are not looked
     * up.
     */
    private static Set<String> find(EntityBatch call, Set<String> refs) {
        var possible = new ArrayList<>(refs);
        possible.removeIf(ref -> ref.indexOf('\0') >= 0);
        return possible.isEmpty() ? Set.of() : call.catalog().findExisting(possible);
    }
}
