package dev.milepost.catalog;

import dev.milepost.platform.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;

/** The catalog over HTTP, as a catalog processor speaks to it. */
@Path("/api/v1/catalog")
@RolesAllowed(Roles.EMITTER_OF_ALL)
@Blocking
class CatalogResource {

    private final Bodies bodies;
    private final CatalogSync sync;
    private final FullSync fullSync;
    private final Catalog catalog;

    CatalogResource(Bodies bodies, CatalogSync sync, FullSync fullSync, Catalog catalog) {
        this.bodies = bodies;
        this.sync = sync;
        this.fullSync = fullSync;
        this.catalog = catalog;
    }

    @PUT
    @Path("entities")
    @Consumes(MediaType.APPLICATION_JSON)
    public SyncReceipt syncEntities(@Context HttpHeaders headers, InputStream body) {
        return bodies.read(headers.getLength(), body, sync::sync);
    }

    @POST
    @Path("full-syncs")
    @Consumes(MediaType.APPLICATION_JSON)
    public FullSync.Completed completeFullSync(@Context HttpHeaders headers, InputStream body) {
        return bodies.read(headers.getLength(), body, fullSync::complete);
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
