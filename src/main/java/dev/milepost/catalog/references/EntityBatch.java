package dev.milepost.catalog.references;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The entities that are judged together, the findings of each, and what is known beyond them. */
public final class EntityBatch {

    private final List<CheckedEntity> judged;
    private final Map<String, Long> byRef;
    private final ReferenceCatalog known;
    private final boolean catalogEmpty;

    /** An entity and what is found of it. */
    public record CheckedEntity(Entity entity, Findings findings) {}

    /** @param known what there is beyond them */
    public EntityBatch(List<CheckedEntity> judged, ReferenceCatalog known) {
        this.judged = List.copyOf(judged);
        this.known = known;
        this.catalogEmpty = known.isEmpty();
        this.byRef = judged.stream()
                .map(one -> one.entity().ref())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(EntityRef::toString, LinkedHashMap::new, Collectors.counting()));
    }

    List<CheckedEntity> entities() {
        return judged;
    }

    boolean contains(String ref) {
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

    ReferenceCatalog catalog() {
        return known;
    }
}
