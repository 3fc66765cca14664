package dev.milepost.fourkeys;

import dev.milepost.delivery.Tiers;
import dev.milepost.fourkeys.RecordReader.Leaf;
import dev.milepost.platform.Page;
import dev.milepost.platform.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The records behind the four keys over HTTP. */
@Path("/api/v1/four-keys")
@RolesAllowed(Roles.READER)
@Blocking
class RecordsResource {

    private final RecordReader records;
    private final Parts parts;
    private final Tiers tiers;
    private final Clock clock;

    RecordsResource(RecordReader records, Parts parts, Tiers tiers, Clock clock) {
        this.records = records;
        this.parts = parts;
        this.tiers = tiers;
        this.clock = clock;
    }

    @GET
    @Path("deployments")
    public Page<DeploymentRecord> listDeployments(
            @BeanParam QuestionParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.deployments(leaf(parameters, limit, cursor));
    }

    @GET
    @Path("changes")
    public Page<ChangeRecord> listChanges(
            @BeanParam QuestionParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.changes(leaf(parameters, limit, cursor));
    }

    @GET
    @Path("incidents")
    public Page<IncidentRecord> listIncidents(
            @BeanParam QuestionParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.incidents(leaf(parameters, limit, cursor));
    }

    private Leaf leaf(QuestionParameters parameters, int limit, @Nullable String cursor) {
        var question = parameters.question(tiers, clock.instant());
        var part = parts.of(parts.resolve(question.filter(), question.ownership()));
        return new Leaf(part, question.window(), question.tier(), cursor, limit);
    }
}
