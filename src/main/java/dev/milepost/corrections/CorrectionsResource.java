package dev.milepost.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.corrections.CorrectionRepository.Place;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import dev.milepost.platform.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Time that is taken out of the windows of SLOs. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class CorrectionsResource {

    private static final Place LATEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

    private final Correcting correcting;
    private final CorrectionRepository corrections;
    private final DefinedSlos definitions;
    private final CurrentCaller caller;

    CorrectionsResource(
            Correcting correcting, CorrectionRepository corrections, DefinedSlos definitions, CurrentCaller caller) {
        this.correcting = correcting;
        this.corrections = corrections;
        this.definitions = definitions;
        this.caller = caller;
    }

    @GET
    @Path("{name}/corrections")
    public Page<CorrectionView> listSloCorrections(
            @RestPath String name,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var found = corrections.findAll(definitions.require(name), place(cursor), limit + 1).stream()
                .map(CorrectionView::of)
                .toList();
        return Page.of(
                found,
                limit,
                last -> Cursor.of(last.addedAt().toString(), last.id().toString()));
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/corrections")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response correctSlo(@RestPath String name, @Nullable JsonNode body) {
        var added = correcting.add(name, CorrectionReader.read(body), caller.get());
        return Response.status(added.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(CorrectionView.of(added.correction()))
                .build();
    }

    @DELETE
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/corrections/{id}")
    public CorrectionView revokeSloCorrection(@RestPath String name, @RestPath UUID id) {
        return CorrectionView.of(correcting.revoke(name, id, caller.get()));
    }

    private static Place place(@Nullable String cursor) {
        if (cursor == null) {
            return LATEST;
        }
        var last = Cursor.parse(cursor, 2);
        return new Place(last.time(0), last.id(1));
    }
}
