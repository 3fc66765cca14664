package dev.milepost.catalog.annotations;

import dev.milepost.catalog.entities.Entity;
import java.util.Set;

/** Which entities are Backstage's own kinds that there is a schema for. */
public final class BackstageKinds {

    private static final Set<String> WITH_SCHEMA = Set.copyOf(CatalogSchema.KINDS.values());

    private BackstageKinds() {}

    /** Whether there is a document for entities like this. */
    public static boolean hasSchema(Entity entity) {
        return WITH_SCHEMA.contains(entity.kind()) && isOfBackstage(entity.apiVersion());
    }

    /** Whether it is of one of these kinds, which are Backstage's. */
    public static boolean isAnyOf(Entity entity, Set<String> kinds) {
        return kinds.contains(entity.kind()) && isOfBackstage(entity.apiVersion());
    }

    private static boolean isOfBackstage(String apiVersion) {
        return apiVersion.startsWith("backstage.io/") || apiVersion.startsWith("scaffolder.backstage.io/");
    }
}
