package dev.milepost.slo.openslo;

import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.text.SpellingSuggestion;
import dev.milepost.slo.objectives.EventFilter;
import dev.milepost.slo.objectives.FieldPath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The event types that can be counted, with the fields of their data. A definition that a caller sends is checked by it:
 * another type never comes, and another field is never there.
 *
 * @param fieldsByType empty if definitions are not checked, as those that are saved already
 */
public record EventVocabulary(Map<String, Set<String>> fieldsByType) {

    public static final EventVocabulary UNCHECKED = new EventVocabulary(Map.of());

    public EventVocabulary {
        fieldsByType = new TreeMap<>(fieldsByType);
    }

    /** Adds a fault if a type cannot be counted. */
    void checkType(DocumentNode type, FaultCollector faults) {
        var name = type.text();
        if (fieldsByType.isEmpty() || fieldsByType.containsKey(name)) {
            return;
        }
        var unprefixed = fieldsByType.keySet().stream()
                .filter(known -> name.endsWith("." + known))
                .findFirst();
        if (unprefixed.isPresent()) {
            faults.add(type.pointer(), "must be written without its prefix: " + unprefixed.get());
            return;
        }
        var rests = Stream.iterate(name, rest -> !rest.isEmpty(), EventVocabulary::withoutFirst);
        faults.add(
                type.pointer(),
                "is not an event type that can be counted"
                        + rests.flatMap(rest -> SpellingSuggestion.find(rest, fieldsByType.keySet()).stream())
                                .findFirst()
                                .map(meant -> ": did you mean %s?".formatted(meant))
                                .orElse(": GET /api/v1/event-types lists them"));
    }

    /** @param types the types of the events that the filter is evaluated for */
    void checkFields(DocumentNode node, EventFilter filter, Collection<String> types, FaultCollector faults) {
        filter.fields().paths().forEach(path -> checkField(node, path, types, faults));
    }

    void checkField(DocumentNode node, FieldPath path, Collection<String> types, FaultCollector faults) {
        path.names().ifPresent(names -> checkField(node, names, types, faults));
    }

    private void checkField(DocumentNode node, List<String> path, Collection<String> types, FaultCollector faults) {
        // A fault for an unknown type is enough.
        if (path.isEmpty() || types.isEmpty() || !fieldsByType.keySet().containsAll(types)) {
            return;
        }
        var known = new TreeSet<String>();
        types.forEach(type -> known.addAll(Objects.requireNonNull(fieldsByType.get(type))));
        var name = path.get(0);
        if (!known.contains(name)) {
            faults.add(
                    node.pointer(),
                    "reads data.%s, which events of type %s do not have%s"
                            .formatted(name, String.join(", ", new TreeSet<>(types)), meant(name, known)));
        }
    }

    private static String meant(String name, Set<String> known) {
        return SpellingSuggestion.find(name, known)
                .map(meant -> ": did you mean data.%s?".formatted(meant))
                .orElseGet(() -> ". They have %s. If yours have it in addition, name it in the annotation %s"
                        .formatted(String.join(", ", known), SloAnnotations.FIELDS));
    }

    /** Returns the vocabulary with fields that the events of any type have in addition. */
    EventVocabulary with(Optional<String> fields) {
        if (fieldsByType.isEmpty() || fields.isEmpty()) {
            return this;
        }
        var more = new TreeMap<String, Set<String>>();
        var names = names(fields.get());
        fieldsByType.forEach((type, known) -> {
            var all = new TreeSet<>(known);
            all.addAll(names);
            more.put(type, all);
        });
        return new EventVocabulary(more);
    }

    private static Set<String> names(String list) {
        var names = new TreeSet<String>();
        for (int from = 0; from <= list.length(); ) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            var name = list.substring(from, end).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
            from = end + 1;
        }
        return names;
    }

    private static String withoutFirst(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? "" : type.substring(dot + 1);
    }
}
