package dev.milepost.catalog.references;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.text.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports references to entities that are neither in the call nor in the catalog. */
public final class ReferenceCheck implements BatchCheck {

    static final Rule OWNER = new Rule(
            "owner-unknown",
            "Refer to a Group or User of the catalog in spec.owner.",
            RuleSeverities.always(Severity.WARNING).in(RuleSeverities.PRODUCTION, Severity.ERROR));
    static final Rule REFERENCE = new Rule(
            "reference-unknown", "Refer only to entities of the catalog.", RuleSeverities.always(Severity.WARNING));

    /**
     * Maximum number of references out of the call that are checked. No call by people has as many; further ones are
     * ignored.
     */
    private static final int MAX_REFERENCES = 20_000;

    /**
     * Maximum number of comparisons of spellings, which is that of unknown references times that of refs to propose. If
     * there were more, none is compared. They take less than 0.2 seconds.
     */
    private static final int MAX_COMPARED = 50_000;

    /** Number of unknown references beyond which lists get no fix, because each fix repeats the list. */
    private static final int MAX_FIXED = 1_000;

    private static final int MAX_FIXED_ELEMENTS = 100;

    /** Maximum length of an element of a fixed list: that of a name in the catalog. */
    private static final int MAX_ELEMENT_LENGTH = 253;

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
            var proposals = Proposals.of(known(call, unknown), unknown.size());
            unknown.forEach(one -> add(one.reference(), proposals, one.findings()));
        }
    }

    /** A reference to an entity outside of the call, and the findings of the entity that contains it. */
    private record UnresolvedReference(Reference reference, Findings findings) {

        String ref() {
            return reference.to().toString();
        }
    }

    /**
     * What can be proposed as fixes.
     *
     * @param known existing refs
     * @param comparing whether to compare spellings
     * @param fixingLists whether to fix references in lists
     */
    private record Proposals(Set<String> known, boolean comparing, boolean fixingLists) {

        static Proposals of(Set<String> known, int unknown) {
            return new Proposals(known, (long) unknown * known.size() <= MAX_COMPARED, unknown <= MAX_FIXED);
        }
    }

    private static void add(Reference reference, Proposals proposals, Findings findings) {
        if (!findings.isFull()) {
            findings.add(
                    reference.field().equals("owner") ? OWNER.id() : REFERENCE.id(),
                    reference.pointer(),
                    QuotedValue.of(reference.to().toString()) + " is neither in this call nor in the catalog",
                    isFixable(reference, proposals) ? fix(reference, proposals) : null);
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
        call.refs().forEach(known::add);
        return known;
    }

    private static List<EntityRef> inOtherNamespaces(Reference reference) {
        var to = reference.to();
        return List.of(
                new EntityRef(to.kind(), EntityRef.DEFAULT_NAMESPACE, to.name()),
                new EntityRef(to.kind(), reference.from().namespace(), to.name()));
    }

    /** Whether the fix is small: a merge patch cannot change an element of a list, so it contains the whole list. */
    private static boolean isFixable(Reference reference, Proposals proposals) {
        return !(reference.from().spec(reference.field()) instanceof ArrayNode list)
                || proposals.fixingLists()
                        && list.size() <= MAX_FIXED_ELEMENTS
                        && list.valueStream().allMatch(ReferenceCheck::isShort);
    }

    private static boolean isShort(JsonNode element) {
        return element.isTextual() && element.textValue().length() <= MAX_ELEMENT_LENGTH;
    }

    private static @Nullable ObjectNode fix(Reference reference, Proposals proposals) {
        var ref = inOtherNamespaces(reference).stream()
                .map(EntityRef::toString)
                .filter(proposals.known()::contains)
                .findFirst()
                .or(() -> similar(reference.to(), proposals));
        return ref.flatMap(text -> EntityRef.parse(text, null, EntityRef.DEFAULT_NAMESPACE))
                .map(better -> replaced(reference, reference.format(better)))
                .orElse(null);
    }

    private static Optional<String> similar(EntityRef to, Proposals proposals) {
        if (!proposals.comparing()) {
            return Optional.empty();
        }
        var prefix = to.kind() + ":";
        var ofSameKind =
                proposals.known().stream().filter(ref -> ref.startsWith(prefix)).toList();
        return SpellingSuggestion.find(to.toString(), ofSameKind);
    }

    /** Returns a fix with the corrected reference. */
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
