package dev.milepost.slo.status;

import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import dev.milepost.slo.definitions.SloVersion;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/slos/{name}/versions")
@RolesAllowed(Roles.READER)
@Blocking
class SloVersionsResource {

    private final SloVersions versions;

    SloVersionsResource(SloVersions versions) {
        this.versions = versions;
    }

    @GET
    public Page<SloVersion> listSloVersions(
            @RestPath String name,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return versions.list(name, cursor, limit);
    }

    @GET
    @Path("{version}")
    public SloVersion getSloVersion(@RestPath String name, @RestPath String version) {
        return versions.find(name, version);
    }
}
