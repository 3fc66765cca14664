package dev.milepost.slo.status;

import dev.milepost.security.caller.Roles;
import dev.milepost.slo.attribution.OutcomeDimension;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class SloResource {

    private final SloBreakdown breakdown;

    SloResource(SloBreakdown breakdown) {
        this.breakdown = breakdown;
    }

    @GET
    @Path("{name}")
    public SloView getSlo(@RestPath String name, @RestQuery @Nullable String by) {
        return breakdown.find(name, by == null ? null : OutcomeDimension.of(by));
    }
}
