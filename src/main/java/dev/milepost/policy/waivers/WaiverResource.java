package dev.milepost.policy.waivers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Requests for waivers over HTTP. Who may approve or revoke one depends on the policy. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.READER)
@Blocking
class WaiverResource {

    private final Waivers waivers;
    private final CurrentCaller caller;

    WaiverResource(Waivers waivers, CurrentCaller caller) {
        this.waivers = waivers;
        this.caller = caller;
    }

    @POST
    @Path("{name}/waivers")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response requestPolicyWaiver(@RestPath String name, @Nullable JsonNode waiver) {
        return Response.status(Status.CREATED)
                .entity(waivers.request(name, waiver, caller.get()))
                .build();
    }

    @POST
    @Path("{name}/waivers/{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    public Waiver approvePolicyWaiver(
            @RestPath String name, @RestPath String id, @NotNull @Valid WaiverApproval approval) {
        return waivers.approve(name, uuid(id), Boolean.TRUE.equals(approval.emergency()), caller.get());
    }

    /** @param emergency whether two admins approve instead of a member of the owner; null for no */
    record WaiverApproval(@Nullable Boolean emergency) {}

    @DELETE
    @Path("{name}/waivers/{id}")
    public Waiver revokePolicyWaiver(@RestPath String name, @RestPath String id) {
        return waivers.revoke(name, uuid(id), caller.get());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.UNKNOWN_WAIVER, "There is no waiver '%s'.".formatted(text));
        }
    }
}
