package dev.milepost.catalog.sync;

import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.security.backstage.BackstageReads;
import dev.milepost.security.backstage.BackstageStatus;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** HTTP API of the catalog, called by the catalog processor. */
@Path("/api/v1/catalog")
@RolesAllowed(Roles.EMITTER_OF_ALL)
@Blocking
class CatalogResource {

    private final CatalogSync sync;
    private final FullSync fullSync;
    private final CatalogEntityService catalog;
    private final SyncTimes times;
    private final BackstageStatus backstage;

    CatalogResource(
            CatalogSync sync,
            FullSync fullSync,
            CatalogEntityService catalog,
            SyncTimes times,
            BackstageStatus backstage) {
        this.times = times;
        this.backstage = backstage;
        this.sync = sync;
        this.fullSync = fullSync;
        this.catalog = catalog;
    }

    /**
     * The response. A time is null if the catalog was never synced so.
     *
     * @param backstage the reads of Backstage's catalog by this service; empty if none is configured
     */
    record CatalogSyncState(
            @Nullable Instant firstSyncAt,
            @Nullable Instant lastSyncAt,
            @Nullable Instant lastFullSyncAt,
            List<BackstageReads.BackstageRead> backstage) {}

    @PUT
    @Path("entities")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = SyncBody.MAX_BYTES)
    public SyncReceipt syncEntities(byte[] body) {
        var receipt = sync.sync(SyncBody.parse(body));
        times.record(SyncTimes.Kind.ENTITIES);
        return receipt;
    }

    /** Returns when the catalog was synced last, whether or not anything had changed. */
    @GET
    @RolesAllowed(Roles.READER)
    @Path("sync")
    public CatalogSyncState getCatalogSync() {
        var synced = times.find();
        return new CatalogSyncState(
                synced.firstSyncAt(), synced.lastSyncAt(), synced.lastFullSyncAt(), backstage.catalog());
    }

    @POST
    @Path("full-syncs")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = SyncBody.MAX_BYTES)
    public FullSync.FullSyncReceipt completeFullSync(byte[] body) {
        var receipt = fullSync.complete(SyncBody.parse(body));
        times.record(SyncTimes.Kind.FULL);
        return receipt;
    }

    // The path contains the ref with its slash, percent-encoded or not.
    @GET
    @RolesAllowed(Roles.READER)
    @Path("entities/{ref:.+}")
    public CatalogEntityService.SyncedEntity getEntity(@RestPath String ref) {
        return catalog.find(ref);
    }

    @DELETE
    @Path("entities/{ref:.+}")
    public void orphanEntity(@RestPath String ref) {
        catalog.orphan(ref);
    }
}
