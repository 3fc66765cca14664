package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The API that pipelines ask for a decision. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.EMITTER)
@Blocking
class EvaluationResource {

    private final Evaluations evaluations;
    private final CurrentCaller caller;

    EvaluationResource(Evaluations evaluations, CurrentCaller caller) {
        this.evaluations = evaluations;
        this.caller = caller;
    }

    @POST
    @Path("evaluate")
    @Consumes(MediaType.APPLICATION_JSON)
    public DecisionView evaluatePolicies(
            @Nullable JsonNode request, @RestHeader("Idempotency-Key") @Size(min = 1, max = 512) @Nullable String key) {
        return DecisionView.of(evaluations.evaluate(EvaluationRequest.read(request), key, caller.get()));
    }
}
