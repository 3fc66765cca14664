package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges three texts by key. Each change of the template is applied to the service's text entry by entry, so that
 * comments, order and formatting stay. The result is parsed again and must equal the merge of the values. If it does
 * not, or if both sides have changed one key, the merge by key fails.
 */
final class KeyMerge {

    /** Longer files are merged by line only. */
    private static final int MAX_LENGTH = 256 << 10;

    private static final int MAX_CHANGES = 1_000;

    /** Steps for each character of a text, for reading the three texts and for each applied change. */
    private static final int STEPS = 1_000;

    private static final Map<String, Entry> NOTHING = Map.of();

    private final KeyedFormat format;
    private final String baseText;
    private final String targetText;
    private final MergeBudget budget;
    private final int longest;

    private KeyMerge(KeyedFormat format, ThreeWayTexts versions, MergeBudget budget) {
        this.format = format;
        this.budget = budget;
        this.longest = versions.longest();
        this.baseText = versions.base();
        this.targetText = versions.target();
    }

    /** Returns the merged text; empty if the merge by key fails. */
    static Optional<String> merge(KeyedFormat format, ThreeWayTexts versions, MergeBudget budget) {
        if (versions.longest() > MAX_LENGTH || !MergeMemory.fitsByKey(versions) || versions.hasMixedLineEndings()) {
            return Optional.empty();
        }
        var merged = new KeyMerge(format, versions.withoutReturns(), budget)
                .merge(versions.theirs().replace(TextLines.CRLF, TextLines.LF));
        return versions.theirs().contains(TextLines.CRLF)
                ? merged.map(text -> text.replace(TextLines.LF, TextLines.CRLF))
                : merged;
    }

    private Optional<String> merge(String theirs) {
        if (!budget.take((long) STEPS * longest)) {
            return Optional.empty();
        }
        var base = format.read(baseText);
        var target = format.read(targetText);
        var now = format.read(theirs);
        if (base.isEmpty() || target.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        if (ListKeys.isReordered(base.get(), target.get())) {
            return Optional.empty();
        }
        var expected =
                merged(base.get().value(), target.get().value(), now.get().value());
        return expected.flatMap(value -> applied(base.get(), target.get(), theirs, value.orElse(null)));
    }

    /** Applies the changes one by one and parses the text anew after each, within the budget. */
    private Optional<String> applied(KeyedValue base, KeyedValue target, String theirs, @Nullable JsonNode expected) {
        var text = theirs;
        for (int i = 0; i < MAX_CHANGES && budget.take((long) STEPS * Math.max(longest, text.length())); i++) {
            var now = format.read(text);
            if (now.isEmpty()) {
                return Optional.empty();
            }
            var change = change(base.keyed(), target.keyed(), now.get().keyed());
            if (change.isEmpty()) {
                return now.get().value().equals(expected) ? Optional.of(text) : Optional.empty();
            }
            var changed = new ChangeApplier(format, baseText, targetText, text).apply(change.get());
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            text = changed.get();
        }
        return Optional.empty();
    }

    /** Returns the template's first change that is missing in the service's text. */
    private static Optional<EntryChange> change(
            Map<String, Entry> base, Map<String, Entry> target, Map<String, Entry> theirs) {
        for (var key : union(target.keySet(), base.keySet())) {
            var from = base.get(key);
            var to = target.get(key);
            var now = theirs.get(key);
            if (same(from, to) || same(to, now)) {
                continue;
            }
            if (to == null || now == null || !haveKeys(from, to, now)) {
                return Optional.of(new EntryChange(key, base, target, theirs));
            }
            var within = change(
                    from == null ? NOTHING : from.value().keyed(),
                    to.value().keyed(),
                    now.value().keyed());
            if (within.isPresent()) {
                return within;
            }
        }
        return Optional.empty();
    }

    private static boolean haveKeys(@Nullable Entry from, Entry to, Entry now) {
        return (from == null || from.value().entries() != null)
                && !to.value().keyed().isEmpty()
                && !now.value().keyed().isEmpty();
    }

    private static boolean same(@Nullable Entry one, @Nullable Entry other) {
        return one == null || other == null
                ? one == other
                : one.value().value().equals(other.value().value());
    }

    /**
     * Returns the merge of the values. The inner Optional is empty if the result has no value. The outer one is empty
     * if both sides have changed a value.
     */
    private static Optional<Optional<JsonNode>> merged(
            @Nullable JsonNode base, @Nullable JsonNode target, @Nullable JsonNode theirs) {
        if (Objects.equals(base, target) || Objects.equals(target, theirs)) {
            return Optional.of(Optional.ofNullable(theirs));
        } else if (Objects.equals(base, theirs)) {
            return Optional.of(Optional.ofNullable(target));
        }
        return target instanceof ObjectNode to
                        && theirs instanceof ObjectNode now
                        && (base == null || base instanceof ObjectNode)
                ? mergedKeys((ObjectNode) base, to, now)
                : Optional.empty();
    }

    private static Optional<Optional<JsonNode>> mergedKeys(
            @Nullable ObjectNode base, ObjectNode target, ObjectNode theirs) {
        var result = theirs.objectNode();
        var keys = union(names(theirs), names(target));
        for (var key : keys) {
            var value = merged(base == null ? null : base.get(key), target.get(key), theirs.get(key));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            value.get().ifPresent(merged -> result.set(key, merged));
        }
        return Optional.of(Optional.of(result));
    }

    private static Set<String> names(ObjectNode node) {
        var names = new LinkedHashSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        var union = new LinkedHashSet<>(first);
        union.addAll(second);
        return union;
    }

    /** An entry that the template has changed and the service has not, with the entries of each side. */
    record EntryChange(String key, Map<String, Entry> base, Map<String, Entry> target, Map<String, Entry> theirs) {}
}
