package dev.milepost.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import dev.milepost.platform.Roles;
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

/** What CI asks before it releases, and the policy that answers. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class GateResource {

    private final Gate gate;
    private final Policies policies;
    private final CurrentCaller caller;

    GateResource(Gate gate, Policies policies, CurrentCaller caller) {
        this.gate = gate;
        this.policies = policies;
        this.caller = caller;
    }

    @GET
    @Path("gate")
    public GateAnswer askGate(
            @RestQuery @Nullable String template,
            @RestQuery @Nullable String version,
            @RestQuery @Nullable String service,
            @RestQuery @Size(max = 100) List<String> slo,
            @RestQuery @DefaultValue(GatePolicy.ANY_KIND) String kind) {
        return gate.ask(new GateQuestion(template, version, service, slo, kind));
    }

    @GET
    @Path("gate/policy")
    public StoredPolicy getGatePolicy() {
        return policies.latest();
    }

    @PUT
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("gate/policy")
    @Consumes(MediaType.APPLICATION_JSON)
    public StoredPolicy putGatePolicy(@Nullable JsonNode policy) {
        return policies.save(policy, caller.get());
    }

    @GET
    @Path("gate/policy/versions")
    public Page<StoredPolicy> listGatePolicies(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var found = policies.find(cursor == null ? Integer.MAX_VALUE : version(cursor), limit + 1);
        return Page.of(found, limit, last -> Cursor.of(Integer.toString(last.version())));
    }

    @GET
    @Path("gate/policy/schema")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode getGatePolicySchema() {
        return PolicySchema.document();
    }

    private static int version(String cursor) {
        try {
            return Integer.parseInt(Cursor.parse(cursor, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.unknown();
        }
    }
}
