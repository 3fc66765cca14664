package dev.milepost.catalog;

import dev.milepost.http.BodyLimit;
import dev.milepost.platform.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** The catalog over HTTP, as a catalog processor speaks to it. */
@Path("/api/v1/catalog")
@RolesAllowed(Roles.EMITTER_OF_ALL)
@Blocking
class CatalogResource {

    private final CatalogSync sync;
    private final FullSync fullSync;
    private final Catalog catalog;

    CatalogResource(CatalogSync sync, FullSync fullSync, Catalog catalog) {
        this.sync = sync;
        this.fullSync = fullSync;
        this.catalog = catalog;
    }

    @PUT
    @Path("entities")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = Limits.BODY_BYTES)
    public SyncReceipt syncEntities(byte[] body) {
        return sync.sync(Bodies.parse(body));
    }

    @POST
    @Path("full-syncs")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = Limits.BODY_BYTES)
    public FullSync.Completed completeFullSync(byte[] body) {
        return fullSync.complete(Bodies.parse(body));
    }

    // A ref comes with its slash, escaped or not.
    @GET
    @RolesAllowed(Roles.READER)
    @Path("entities/{ref:.+}")
    public Catalog.SyncedEntity getEntity(@RestPath String ref) {
        return catalog.find(ref);
    }

    @DELETE
    @Path("entities/{ref:.+}")
    public void orphanEntity(@RestPath String ref) {
        catalog.orphan(ref);
    }
}
