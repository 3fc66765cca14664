package dev.milepost.delivery.correlation;

import dev.milepost.events.log.LoggedEvent;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/correlations")
@RolesAllowed(Roles.READER)
@Blocking
class CorrelationsResource {

    private final Correlations correlations;
    private final CorrelationFinder finder;
    private final ResponseMemoryBudget memory;
    private final CurrentCaller caller;

    CorrelationsResource(
            Correlations correlations, CorrelationFinder ways, ResponseMemoryBudget memory, CurrentCaller caller) {
        this.caller = caller;
        this.correlations = correlations;
        this.finder = ways;
        this.memory = memory;
    }

    @POST
    @RolesAllowed(Roles.EMITTER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response openCorrelation(
            @Valid @Nullable CorrelationRequest request,
            @RestHeader("Idempotency-Key") @Size(min = 1, max = 512) @Nullable String key) {
        var correlation =
                correlations.open(Objects.requireNonNullElse(request, CorrelationRequest.EMPTY), key, caller.get());
        return Response.created(URI.create("/api/v1/correlations/" + correlation.id()))
                .entity(correlation)
                .build();
    }

    // An id may contain slashes, escaped or not.
    @GET
    @Path("/{id:.+}")
    public CorrelatedEvents getCorrelation(@RestPath String id) {
        return memory.hold(
                () -> finder.find(id),
                found -> found.events().stream().mapToLong(LoggedEvent::bytes).sum());
    }
}
