package dev.milepost.references;

import dev.milepost.entities.Entity;
import dev.milepost.entities.EntityRef;
import dev.milepost.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The entities that are judged together, the findings of each, and what is known beyond them. */
public final class Call {

    private final List<Judged> judged;
    private final Map<String, Long> byRef;
    private final KnownCatalog known;
    private final boolean catalogEmpty;

    /** An entity and what is found of it. */
    public record Judged(Entity entity, Findings findings) {}

    /** @param known what there is beyond them */
    public Call(List<Judged> judged, KnownCatalog known) {
        this.judged = List.copyOf(judged);
        this.known = known;
        this.catalogEmpty = known.isEmpty();
        this.byRef = judged.stream()
                .map(one -> one.entity().ref())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(EntityRef::toString, LinkedHashMap::new, Collectors.counting()));
    }

    List<Judged> judged() {
        return judged;
    }

    boolean has(String ref) {
        return byRef.containsKey(ref);
    }

    /** How many of them have this ref. */
    long count(String ref) {
        return byRef.getOrDefault(ref, 0L);
    }

    Iterable<String> refs() {
        return byRef.keySet();
    }

    /** Whether the catalog knows nothing, so that nothing can be judged by it. */
    boolean isCatalogEmpty() {
        return catalogEmpty;
    }

    KnownCatalog known() {
        return known;
    }
}
