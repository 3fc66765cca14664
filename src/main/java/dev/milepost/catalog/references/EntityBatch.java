package dev.milepost.catalog.references;

import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The entities of one call with their findings, and the catalog. */
public final class EntityBatch {

    private final List<CheckedEntity> entities;
    private final Map<String, Long> byRef;
    private final ReferenceCatalog known;
    private final boolean catalogEmpty;

    /** An entity and its findings. */
    public record CheckedEntity(Entity entity, Findings findings) {}

    /** @param known the catalog beyond these entities */
    public EntityBatch(List<CheckedEntity> entities, ReferenceCatalog known) {
        this.entities = List.copyOf(entities);
        this.known = known;
        this.catalogEmpty = known.isEmpty();
        this.byRef = entities.stream()
                .map(one -> one.entity().ref())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(EntityRef::toString, LinkedHashMap::new, Collectors.counting()));
    }

    List<CheckedEntity> entities() {
        return entities;
    }

    boolean contains(String ref) {
        return byRef.containsKey(ref);
    }

    /** The number of entities of the batch that have this ref. */
    long count(String ref) {
        return byRef.getOrDefault(ref, 0L);
    }

    Iterable<String> refs() {
        return byRef.keySet();
    }

    /** Whether the catalog has no entities, so that references cannot be checked against it. */
    boolean isCatalogEmpty() {
        return catalogEmpty;
    }

    ReferenceCatalog catalog() {
        return known;
    }
}
