package dev.milepost.catalog.sync;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.sync.EntityList.Filter;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/catalog")
@RolesAllowed(Roles.READER)
@Blocking
class EntityListResource {

    private static final String LIST = "entities";

    private final EntityList entities;
    private final CurrentCaller caller;

    EntityListResource(EntityList entities, CurrentCaller caller) {
        this.entities = entities;
        this.caller = caller;
    }

    @GET
    @Path("entities")
    public Page<EntityList.ListedEntity> listEntities(
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String owner,
            @RestQuery @Size(max = NameSearch.MAX_LENGTH) @Nullable String q,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var search = NameSearch.of(
                LIST, q, cursor, limit, caller.get().emitPermissions().servicesLike());
        var filter = new Filter(
                kind == null ? null : kind.strip().toLowerCase(Locale.ROOT), type, owner == null ? null : ref(owner));
        return search.page(entities.find(filter, search), EntityList.ListedEntity::entityRef);
    }

    private static EntityRef ref(String owner) {
        return EntityRef.parse(owner.strip(), CatalogEntity.GROUP, EntityRef.DEFAULT_NAMESPACE)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        List.of(new Fault("owner", "must be a Group or User, such as group:default/platform"))));
    }
}
