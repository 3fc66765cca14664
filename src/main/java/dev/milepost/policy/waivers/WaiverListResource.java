package dev.milepost.policy.waivers;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The waivers over HTTP. */
@Path("/api/v1/waivers")
@RolesAllowed(Roles.READER)
@Blocking
class WaiverListResource {

    private final WaiverRepository repository;
    private final Clock clock;

    WaiverListResource(WaiverRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @GET
    public Page<Waiver> listPolicyWaivers(
            @RestQuery @Nullable String policy,
            @RestQuery @Nullable String service,
            @RestQuery boolean active,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return Page.of(
                repository.find(policy, ServiceName.ofNullable(service), active, cursor, clock.instant(), limit + 1),
                limit,
                last -> Cursor.of(last.requestedAt().toString(), last.id().toString()));
    }
}
