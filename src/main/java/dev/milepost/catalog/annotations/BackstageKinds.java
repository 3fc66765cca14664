package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.Entity;
import java.util.Set;

/** The kinds of Backstage that the annotation schema covers. */
public final class BackstageKinds {

    private static final Set<String> WITH_SCHEMA = Set.copyOf(CatalogSchema.KINDS.values());

    private BackstageKinds() {}

    /** Whether the schema has a document for the kind of the entity. */
    public static boolean hasSchema(Entity entity) {
        return WITH_SCHEMA.contains(entity.kind()) && isOfBackstage(entity.apiVersion());
    }

    /** Whether the entity is of one of these kinds, in an API version of Backstage. */
    public static boolean isAnyOf(Entity entity, Set<String> kinds) {
        return kinds.contains(entity.kind()) && isOfBackstage(entity.apiVersion());
    }

    private static boolean isOfBackstage(String apiVersion) {
        return apiVersion.startsWith("backstage.io/") || apiVersion.startsWith("scaffolder.backstage.io/");
    }
}
