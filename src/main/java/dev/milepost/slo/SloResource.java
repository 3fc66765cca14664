package dev.milepost.slo;

import dev.milepost.attribution.Dimension;
import dev.milepost.platform.Roles;
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

    private final AttributedSlos slos;

    SloResource(AttributedSlos slos) {
        this.slos = slos;
    }

    @GET
    @Path("{name}")
    public SloAnswer getSlo(@RestPath String name, @RestQuery @Nullable String by) {
        return slos.find(name, by == null ? null : Dimension.of(by));
    }
}
