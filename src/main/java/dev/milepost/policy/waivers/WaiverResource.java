package dev.milepost.policy.waivers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of waivers. Who may approve or revoke one depends on the policy. */
@Path("/api/v1")
@RolesAllowed(Roles.READER)
@Blocking
class WaiverResource {

    private final Waivers waivers;
    private final WaiverRepository repository;
    private final CurrentCaller caller;
    private final Clock clock;

    WaiverResource(Waivers waivers, WaiverRepository repository, CurrentCaller caller, Clock clock) {
        this.waivers = waivers;
        this.repository = repository;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("waivers")
    public Page<Waiver> listPolicyWaivers(
            @RestQuery @Nullable String policy,
            @RestQuery @Nullable String service,
            @RestQuery boolean active,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return Page.of(
                repository.find(policy, ServiceName.ofNullable(service), active, cursor, clock.instant(), limit + 1),
                limit,
                last -> Cursor.of(last.requestedAt().toString(), last.id().toString()));
    }

    @POST
    @Path("policies/{name}/waivers")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response requestPolicyWaiver(@RestPath String name, @Nullable JsonNode waiver) {
        return Response.status(Status.CREATED)
                .entity(waivers.request(name, waiver, caller.get()))
                .build();
    }

    @POST
    @Path("policies/{name}/waivers/{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    public Waiver approvePolicyWaiver(@RestPath String name, @RestPath String id, @Nullable JsonNode approval) {
        var emergency = approval == null ? null : approval.get("emergency");
        if (emergency != null && !emergency.isBoolean()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "must be true or false", "/emergency");
        }
        return waivers.approve(name, uuid(id), emergency != null && emergency.booleanValue(), caller.get());
    }

    @DELETE
    @Path("policies/{name}/waivers/{id}")
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
