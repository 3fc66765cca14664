package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of policies and their versions. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.READER)
@Blocking
class PolicyResource {

    private static final int MAX_REASON = 500;

    private final Policies policies;
    private final PolicyRepository repository;
    private final ReplacementCheck replacement;
    private final CurrentCaller caller;

    PolicyResource(Policies policies, PolicyRepository repository, ReplacementCheck replacement, CurrentCaller caller) {
        this.policies = policies;
        this.repository = repository;
        this.replacement = replacement;
        this.caller = caller;
    }

    @GET
    public Page<PolicyView> listPolicies(
            @RestQuery @Nullable String owner,
            @RestQuery boolean retired,
            @RestQuery @DefaultValue("100") @Min(1) @Max(100) int limit,
            @RestQuery @Nullable String cursor) {
        var after = cursor == null ? "" : Cursor.parse(cursor, 1).values().get(0);
        return Page.of(repository.find(after, owner, retired, limit + 1), limit, last -> Cursor.of(last.name()));
    }

    @GET
    @Path("{name}")
    public PolicyView getPolicy(@RestPath String name) {
        return repository.findOne(name).orElseThrow(() -> Policies.unknown(name));
    }

    @PUT
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}")
    @BodyLimit(bytes = PolicyDocument.MAX_BYTES, content = Content.JSON_IF_NAMED)
    public PolicyView putPolicy(
            @RestPath String name,
            @RestQuery @Nullable @Size(max = MAX_REASON) @Pattern(regexp = "[^\\x00]*") String reason,
            @Context HttpHeaders headers,
            byte[] body) {
        var document = PolicyDocument.parse(body, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        if (reason == null) {
            policies.checkReplacement(name, document, caller.get(), replacement);
        }
        return policies.save(name, document, reason, caller.get());
    }

    @GET
    @Path("{name}/versions")
    public Page<PolicyVersion> listPolicyVersions(
            @RestPath String name,
            @RestQuery @DefaultValue("100") @Min(1) @Max(100) int limit,
            @RestQuery @Nullable String cursor) {
        policies.require(name);
        var before = cursor == null ? Integer.MAX_VALUE : number(cursor);
        return Page.of(
                repository.findVersions(name, before, limit + 1),
                limit,
                last -> Cursor.of(Integer.toString(last.number())));
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    public PolicyView retirePolicy(@RestPath String name, @NotNull @Valid Retirement retirement) {
        return policies.retire(name, retirement.reason().strip(), caller.get());
    }

    /** Why a policy is retired, without NUL, the one character that PostgreSQL rejects. */
    record Retirement(
            @NotBlank @Size(max = MAX_REASON) @Pattern(regexp = "[^\\x00]*")
            String reason) {}

    @GET
    @Path("schema")
    @Produces({"application/schema+json", MediaType.APPLICATION_JSON})
    public JsonNode getPolicySchema() {
        return PolicyDocument.schema();
    }

    private static int number(String cursor) {
        try {
            return Integer.parseInt(Cursor.parse(cursor, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
