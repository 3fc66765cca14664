package dev.milepost.delivery.fourkeys;

import dev.milepost.delivery.facts.EnvironmentTiers;
import dev.milepost.delivery.fourkeys.FactRecordReader.PageRequest;
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
    private final UnknownNames names;
    private final EnvironmentTiers tiers;
    private final Clock clock;

    RecordsResource(
            FactRecordReader records, FactSelector parts, UnknownNames names, EnvironmentTiers tiers, Clock clock) {
        this.records = records;
        this.selector = parts;
        this.names = names;
        this.tiers = tiers;
        this.clock = clock;
    }

    @GET
    @Path("deployments")
    public RecordPage<DeploymentRecord> listDeployments(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        var query = query(parameters);
        return RecordPage.of(records.deployments(leaf(query, limit, cursor)), names.find(query.filter()));
    }

    @GET
    @Path("changes")
    public RecordPage<ChangeRecord> listChanges(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        var query = query(parameters);
        return RecordPage.of(records.changes(leaf(query, limit, cursor)), names.find(query.filter()));
    }

    @GET
    @Path("incidents")
    public RecordPage<IncidentRecord> listIncidents(
            @BeanParam FourKeysParameters parameters,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        var query = query(parameters);
        return RecordPage.of(records.incidents(leaf(query, limit, cursor)), names.find(query.filter()));
    }

    private FourKeysQuery query(FourKeysParameters parameters) {
        return parameters.toQuery(tiers, clock.instant());
    }

    private PageRequest leaf(FourKeysQuery query, int limit, @Nullable String cursor) {
        var selection = selector.select(selector.resolve(query.filter(), query.ownership()));
        return new PageRequest(selection, query.window(), query.tier(), cursor, limit);
    }
}
