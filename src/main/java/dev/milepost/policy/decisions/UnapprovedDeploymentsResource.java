package dev.milepost.policy.decisions;

import dev.milepost.delivery.facts.ProductionDeployments.Position;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.TimeParameter;
import dev.milepost.policy.decisions.UnapprovedDeployments.UnapprovedDeployment;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What went to production without an allowing decision, over HTTP. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.READER)
@Blocking
class UnapprovedDeploymentsResource {

    private static final Duration DEFAULT_WINDOW = Duration.ofDays(30);

    private final UnapprovedDeployments unapproved;
    private final Clock clock;

    UnapprovedDeploymentsResource(UnapprovedDeployments unapproved, Clock clock) {
        this.unapproved = unapproved;
        this.clock = clock;
    }

    @GET
    @Path("unapproved-deployments")
    public Page<UnapprovedDeployment> listUnapprovedDeployments(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String from,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var start = TimeParameter.parse("from", from);
        var now = clock.instant();
        var found = unapproved.find(
                ServiceName.ofNullable(service),
                start == null ? now.minus(DEFAULT_WINDOW) : start,
                cursor == null ? new Position(now.plus(Duration.ofDays(1)), "", "", "") : position(cursor),
                limit);
        var next = found.next();
        return new Page<>(
                found.items(),
                next == null
                        ? null
                        : Cursor.of(
                                        next.finishedAt().toString(),
                                        next.service(),
                                        next.deploymentId(),
                                        next.environment())
                                .toString());
    }

    private static Position position(String cursor) {
        var last = Cursor.parse(cursor, 4);
        return new Position(
                last.time(0),
                last.values().get(1),
                last.values().get(2),
                last.values().get(3));
    }
}
