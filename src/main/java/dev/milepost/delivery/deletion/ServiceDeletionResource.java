package dev.milepost.delivery.deletion;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/services/{service}")
@RolesAllowed(Roles.PLATFORM_ADMIN_OF_ALL)
@Blocking
class ServiceDeletionResource {

    private final ServiceDeletion deletion;
    private final CurrentCaller caller;

    ServiceDeletionResource(ServiceDeletion deletion, CurrentCaller caller) {
        this.deletion = deletion;
        this.caller = caller;
    }

    @GET
    @Path("deletion-preview")
    public DeletionPreview previewServiceDeletion(@RestPath String service) {
        return deletion.preview(ServiceName.of(service));
    }

    @DELETE
    public Response deleteService(@RestPath String service, @RestQuery @Nullable String preview) {
        var erasure =
                deletion.delete(ServiceName.of(service), preview, caller.get().name());
        return Response.accepted(erasure)
                .location(URI.create("/api/v1/erasures/" + erasure.id()))
                .build();
    }
}
