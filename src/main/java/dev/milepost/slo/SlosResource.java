package dev.milepost.slo;

import dev.milepost.definitions.SloBodies;
import dev.milepost.objectives.OpenSloText;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import io.smallrye.common.annotation.Blocking;
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
@Blocking
class SlosResource {

    private final Slos slos;
    private final Defining defining;
    private final OutcomeRepository outcomes;
    private final CurrentCaller caller;

    SlosResource(Slos slos, Defining defining, OutcomeRepository outcomes, CurrentCaller caller) {
        this.slos = slos;
        this.defining = defining;
        this.outcomes = outcomes;
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

    @GET
    @Path("{name}")
    public SloAnswer getSlo(@RestPath String name) {
        return slos.find(name);
    }

    @PUT
    @Path("{name}")
    public SloAnswer putSlo(@RestPath String name, @Context HttpHeaders headers, byte[] body) {
        defining.define(
                name, SloBodies.documents(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body), caller.get());
        return slos.find(name);
    }

    @POST
    @Path("preview")
    public SloAnswer previewSlo(@Context HttpHeaders headers, byte[] body) {
        return defining.preview(SloBodies.documents(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body));
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
        var found = outcomes.findBad(slos.badEvents(name, corrected, cursor, limit));
        return Page.of(
                found, limit, last -> Cursor.of(last.at().toString(), last.key().toString()));
    }
}
