package dev.milepost.slo;

import dev.milepost.counting.BadEvent;
import dev.milepost.definitions.SloBodies;
import dev.milepost.entities.Limits;
import dev.milepost.http.BodyLimit;
import dev.milepost.openslo.OpenSloText;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import dev.milepost.platform.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class SlosResource {

    private final Slos slos;
    private final Defining defining;
    private final Preview preview;
    private final CurrentCaller caller;

    SlosResource(Slos slos, Defining defining, Preview preview, CurrentCaller caller) {
        this.slos = slos;
        this.defining = defining;
        this.preview = preview;
        this.caller = caller;
    }

    @GET
    public Page<SloAnswer> listSlos(
            @RestQuery @Nullable String owner,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return slos.list(
                owner, cursor == null ? "" : Cursor.parse(cursor, 1).values().get(0), limit);
    }

    @PUT
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}")
    @BodyLimit(bytes = Limits.BYTES)
    public SloAnswer putSlo(@RestPath String name, @Context HttpHeaders headers, byte[] body) {
        defining.define(
                name, SloBodies.documents(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body), caller.get());
        return slos.find(name);
    }

    @POST
    @Path("preview")
    @BodyLimit(bytes = Limits.BYTES)
    public SloAnswer previewSlo(@Context HttpHeaders headers, byte[] body) {
        return preview.of(SloBodies.documents(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body));
    }

    @GET
    @Path("{name}/openslo")
    @Produces("application/yaml")
    public byte[] getOpenSlo(@RestPath String name) {
        return OpenSloText.write(slos.defined(name).documents()).getBytes(StandardCharsets.UTF_8);
    }

    @GET
    @Path("{name}/history")
    public SloHistory getSloHistory(@RestPath String name, @RestQuery @DefaultValue("day") String step) {
        return slos.history(name, Step.of(step));
    }

    @GET
    @Path("{name}/bad-events")
    public Page<BadEvent> listBadEvents(
            @RestPath String name,
            @RestQuery boolean corrected,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return slos.badEvents(name, corrected, cursor, limit);
    }
}
