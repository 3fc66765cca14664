package dev.milepost.policy.decisions;

import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.PolicyDocument;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who would be blocked by a policy, over HTTP. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class ImpactResource {

    private final Policies policies;
    private final ImpactReplay replay;
    private final EvaluationTurns turns;
    private final Clock clock;

    ImpactResource(Policies policies, ImpactReplay replay, EvaluationTurns turns, Clock clock) {
        this.policies = policies;
        this.replay = replay;
        this.turns = turns;
        this.clock = clock;
    }

    @GET
    @Path("{name}/impact")
    public Impact getPolicyImpact(
            @RestPath String name,
            @RestQuery @DefaultValue("enforce") String mode,
            @RestQuery @DefaultValue("production") String tier,
            @RestQuery @DefaultValue("7") @Min(1) @Max(90) int days) {
        return replay(policies.requireEvaluated(name), mode, tier, days);
    }

    @POST
    @Path("{name}/impact")
    @BodyLimit(bytes = PolicyDocument.MAX_BYTES, content = Content.JSON_IF_NAMED)
    public Impact previewPolicyImpact(
            @RestPath String name,
            @RestQuery @DefaultValue("enforce") String mode,
            @RestQuery @DefaultValue("production") String tier,
            @RestQuery @DefaultValue("7") @Min(1) @Max(90) int days,
            @Context HttpHeaders headers,
            byte[] body) {
        var document = PolicyDocument.parse(body, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        return replay(PolicyDocument.read(name, document), mode, tier, days);
    }

    private Impact replay(Policy policy, String mode, String tier, int days) {
        var from = clock.instant().minus(Duration.ofDays(days));
        // The contract lists the modes, so that no other one arrives here.
        var asked = Mode.find(mode).orElse(Mode.ENFORCE);
        return turns.run(eachInput -> replay.replay(policy, asked, tier, from, eachInput));
    }
}
