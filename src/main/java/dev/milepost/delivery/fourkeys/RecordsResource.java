package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.delivery.fourkeys.FactRecordReader.ChangeRecord;
import dev.milepost.delivery.fourkeys.FactRecordReader.DeploymentRecord;
import dev.milepost.delivery.fourkeys.FactRecordReader.IncidentRecord;
import dev.milepost.delivery.fourkeys.FactRecordReader.PageRequest;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
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

    private final FactRecordReader records;
    private final FactSelector selector;
    private final EnvironmentTiers tiers;
    private final Clock clock;

    RecordsResource(FactRecordReader records, FactSelector parts, EnvironmentTiers tiers, Clock clock) {
        this.records = records;
        this.selector = parts;
        this.tiers = tiers;
        this.clock = clock;
    }

    @GET
    @Path("deployments")
    public Page<DeploymentRecord> listDeployments(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.deployments(leaf(parameters, limit, cursor));
    }

    @GET
    @Path("changes")
    public Page<ChangeRecord> listChanges(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.changes(leaf(parameters, limit, cursor));
    }

    @GET
    @Path("incidents")
    public Page<IncidentRecord> listIncidents(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return records.incidents(leaf(parameters, limit, cursor));
    }

    private PageRequest leaf(FourKeysParameters parameters, int limit, @Nullable String cursor) {
        var query = parameters.toQuery(tiers, clock.instant());
        var selection = selector.select(selector.resolve(query.filter(), query.ownership()));
        return new PageRequest(selection, query.window(), query.tier(), cursor, limit);
    }
}
