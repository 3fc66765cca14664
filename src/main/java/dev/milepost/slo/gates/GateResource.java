package dev.milepost.slo.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of the release gate, which CI calls before a release, and of its policy. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class GateResource {

    private final Gate gate;
    private final GatePolicyRepository repository;
    private final CurrentCaller caller;

    GateResource(Gate gate, GatePolicyRepository repository, CurrentCaller caller) {
        this.gate = gate;
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @Path("gate")
    public GateResult askGate(
            @RestQuery @Nullable String template,
            @RestQuery @Nullable String version,
            @RestQuery @Nullable String service,
            @RestQuery @Size(max = 100) List<String> slo,
            @RestQuery @DefaultValue(GatePolicy.ANY_KIND) String kind) {
        return gate.evaluate(new GateRequest(template, version, ServiceName.ofNullable(service), slo, kind));
    }

    @GET
    @Path("gate/policy")
    public GatePolicyVersion getGatePolicy() {
        return repository.latest();
    }

    @PUT
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("gate/policy")
    @Consumes(MediaType.APPLICATION_JSON)
    public GatePolicyVersion putGatePolicy(@Nullable JsonNode policy) {
        return repository.save(policy, caller.get());
    }

    @GET
    @Path("gate/policy/versions")
    public Page<GatePolicyVersion> listGatePolicies(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var found = repository.findVersions(cursor == null ? Integer.MAX_VALUE : version(cursor), limit + 1);
        return Page.of(found, limit, last -> Cursor.of(Integer.toString(last.version())));
    }

    @GET
    @Path("gate/policy/schema")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode getGatePolicySchema() {
        return GatePolicySchema.document();
    }

    private static int version(String cursor) {
        try {
            return Integer.parseInt(Cursor.parse(cursor, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
