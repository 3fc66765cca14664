package dev.milepost.policy.decisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.policy.decisions.DecisionLogIntake.Receipt;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;

/** Decisions in the form of OPA's decision logs, to and from other systems. */
@Path("/api/v1/policies")
@Blocking
class DecisionLogsResource {

    private final DecisionRepository decisions;
    private final DecisionLogIntake intake;
    private final CurrentCaller caller;
    private final ResponseMemoryBudget memory;

    DecisionLogsResource(
            DecisionRepository decisions, DecisionLogIntake intake, CurrentCaller caller, ResponseMemoryBudget memory) {
        this.decisions = decisions;
        this.intake = intake;
        this.caller = caller;
        this.memory = memory;
    }

    @GET
    @Path("decision-logs")
    @RolesAllowed(Roles.READER)
    public Page<ObjectNode> listPolicyDecisionLogs(
            @BeanParam DecisionFilter filter, @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        var query = filter.query();
        var found = memory.hold(() -> decisions.find(query, limit + 1), DecisionFilter::length);
        return DecisionFilter.page(found, limit, LoggedDecision::write);
    }

    /** Not for tokens of some services: such a log can approve deployments of all. */
    @POST
    @Path("decision-logs")
    @RolesAllowed(Roles.EMITTER_OF_ALL)
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = DecisionLogReader.MAX_BYTES, content = Content.JSON_OR_GZIP, memory = DecisionLogReader.MEMORY)
    public Receipt sendPolicyDecisionLogs(@Context HttpHeaders headers, byte[] body) {
        var encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        var isGzip = encoding != null && encoding.strip().equalsIgnoreCase("gzip");
        return intake.store(DecisionLogReader.read(body, isGzip), caller.get().name());
    }
}
