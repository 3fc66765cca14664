package dev.milepost.upgrades.merging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.upgrades.merging.KeyedValue.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of lists whose items are maps: a member that each item has, with another value in each, such as the name of a
 * container. Such a list is merged like a map.
 */
final class ListKeys {

    /** Marks the keys of list items. No key of a document begins with it. */
    private static final String MARK = "\0";

    private static final List<String> MEMBERS =
            List.of("name", "id", "key", "alias", "containerPort", "port", "mountPath", "path", "host", "url", "uses");

    private ListKeys() {}

    /**
     * Returns a list by its keys; empty if its items have none.
     *
     * @param items with their keys empty
     */
    static Optional<KeyedValue> of(List<Entry> items, int start, int end) {
        for (var member : MEMBERS) {
            var keys = keys(items, member);
            if (keys.size() == items.size() && !items.isEmpty()) {
                var value = JsonNodeFactory.instance.objectNode();
                var entries = new LinkedHashMap<String, Entry>();
                for (int i = 0; i < items.size(); i++) {
                    var item = items.get(i);
                    value.set(keys.get(i), item.value().value());
                    entries.put(keys.get(i), new Entry(keys.get(i), item.start(), item.end(), item.value()));
                }
                return Optional.of(new KeyedValue(value, start, end, entries));
            }
        }
        return Optional.empty();
    }

    /** Returns the keys of all items; fewer if an item has no such member, or the same as another. */
    private static List<String> keys(List<Entry> items, String member) {
        var keys = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var item : items) {
            JsonNode value = item.value().value().path(member);
            if (!(value instanceof TextNode text) || !seen.add(text.textValue())) {
                return List.of();
            }
            keys.add(MARK + member + " " + text.textValue());
        }
        return keys;
    }

    static boolean isListKey(String key) {
        return key.startsWith(MARK);
    }

    /** Whether the items that two versions of a document have in common are in another order in one of its lists. */
    static boolean isReordered(KeyedValue one, KeyedValue other) {
        return isReordered(one.keyed(), other.keyed());
    }

    private static boolean isReordered(Map<String, Entry> one, Map<String, Entry> other) {
        var first = one.keySet().stream()
                .filter(key -> isListKey(key) && other.containsKey(key))
                .toList();
        var second = other.keySet().stream()
                .filter(key -> isListKey(key) && one.containsKey(key))
                .toList();
        return !first.equals(second)
                || one.entrySet().stream().anyMatch(entry -> {
                    var same = other.get(entry.getKey());
                    return same != null && isReordered(entry.getValue().value(), same.value());
                });
    }
}
