package dev.milepost.policy.decisions;

import dev.milepost.platform.http.EvaluationTurns;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
        var policy = policies.requireEvaluated(name);
        var from = clock.instant().minus(Duration.ofDays(days));
        // The contract lists the modes, so that no other one arrives here.
        var asked = Mode.find(mode).orElse(Mode.ENFORCE);
        return turns.run(eachInput -> replay.replay(policy, asked, tier, from, eachInput));
    }
}
