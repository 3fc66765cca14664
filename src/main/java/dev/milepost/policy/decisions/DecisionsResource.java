package dev.milepost.policy.decisions;

import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The log of decisions over HTTP. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.READER)
@Blocking
class DecisionsResource {

    private final DecisionRepository decisions;
    private final ResponseMemoryBudget memory;

    DecisionsResource(DecisionRepository decisions, ResponseMemoryBudget memory) {
        this.decisions = decisions;
        this.memory = memory;
    }

    @GET
    @Path("decisions")
    public Page<DecisionView> listPolicyDecisions(
            @BeanParam DecisionFilter filter, @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        var query = filter.query();
        var found = memory.hold(() -> decisions.find(query, limit + 1), DecisionFilter::length);
        return DecisionFilter.page(found, limit, DecisionView::of);
    }

    @GET
    @Path("decisions/{id}")
    public DecisionView getPolicyDecision(@RestPath String id) {
        return uuid(id).flatMap(known -> memory.hold(
                        () -> decisions.findOne(known),
                        found -> found.map(Decision::length).orElse(0L)))
                .map(DecisionView::withInput)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_DECISION, "There is no decision with the id '%s'.".formatted(id)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
