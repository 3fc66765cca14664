package dev.milepost.events.contract;

import dev.milepost.platform.text.SpellingSuggestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds golden types by the names that events have: without a prefix, with an accepted prefix, or as the type of CDEvents
 * that maps to the golden type.
 */
@ApplicationScoped
public class EventTypeNames {

    private final EventTypes types;
    private final List<String> prefixes;

    EventTypeNames(EventTypes types, EventsConfig config) {
        this.types = types;
        this.prefixes = config.prefixes();
    }

    /** The golden name of a type; empty if it has none. */
    public Optional<String> findGolden(String type) {
        return types.find(type)
                .or(() -> rests(type).flatMap(rest -> types.find(rest).stream()).findFirst())
                .map(EventType::name)
                .or(() -> CdEventMapper.goldenOf(type));
    }

    /**
     * The names that the history has of these types: golden names, and the types as they are written, which events without
     * a golden type keep.
     */
    public List<String> findStored(List<String> asked) {
        var stored = new LinkedHashSet<String>();
        for (var type : asked) {
            findGolden(type).ifPresent(stored::add);
            stored.add(type);
        }
        return List.copyOf(stored);
    }

    /** The golden type that a type may mean, if it is none. */
    Optional<String> suggest(String type) {
        if (findGolden(type).isPresent()) {
            return Optional.empty();
        }
        var golden = types.all().stream().map(EventType::name).toList();
        return Stream.concat(Stream.of(type), rests(type))
                .flatMap(name -> SpellingSuggestion.find(name, golden).stream())
                .findFirst();
    }

    /** The fields of each golden type's data, which can be counted by. */
    public Map<String, Set<String>> findFields() {
        return fields(types);
    }

    /** As {@link #findFields}, for commands that run without the service. */
    public static Map<String, Set<String>> fieldsOfContract() {
        return fields(new EventTypes());
    }

    private static Map<String, Set<String>> fields(EventTypes types) {
        return types.all().stream().collect(Collectors.toMap(EventType::name, EventType::fields));
    }

    /** The golden types of the entity that a type with an accepted prefix is about; empty if there are none. */
    Set<String> findSiblings(String type) {
        return rests(type)
                .filter(rest -> rest.indexOf('.') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('.') + 1))
                .flatMap(entity -> types.all().stream().map(EventType::name).filter(name -> name.startsWith(entity)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What follows the accepted prefixes of a type. */
    private Stream<String> rests(String type) {
        return prefixes.stream()
                .filter(prefix -> type.startsWith(prefix + "."))
                .map(prefix -> type.substring(prefix.length() + 1));
    }
}
