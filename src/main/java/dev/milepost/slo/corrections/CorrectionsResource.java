package dev.milepost.slo.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import dev.milepost.slo.corrections.CorrectionRepository.CorrectionFilter;
import dev.milepost.slo.corrections.CorrectionRepository.PagePosition;
import dev.milepost.slo.definitions.SloDefinitions;
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

/** The API for corrections: time that is excluded from the windows of SLOs. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class CorrectionsResource {

    private static final PagePosition LATEST =
            new PagePosition(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

    private final CorrectionService service;
    private final CorrectionRepository corrections;
    private final SloDefinitions definitions;
    private final CurrentCaller caller;

    CorrectionsResource(
            CorrectionService service,
            CorrectionRepository corrections,
            SloDefinitions definitions,
            CurrentCaller caller) {
        this.service = service;
        this.corrections = corrections;
        this.definitions = definitions;
        this.caller = caller;
    }

    @GET
    @Path("{name}/corrections")
    public Page<CorrectionView> listSloCorrections(
            @RestPath String name,
            @RestQuery @Nullable String category,
            @RestQuery @Nullable Boolean open,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var filter = new CorrectionFilter(category == null ? null : CorrectionCategory.of(category), open);
        var found = corrections.findAll(definitions.require(name), filter, place(cursor), limit + 1).stream()
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
        var added = service.add(name, CorrectionReader.read(body), caller.get());
        return Response.status(added.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(CorrectionView.of(added.correction()))
                .build();
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/corrections/{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    public CorrectionView closeSloCorrection(@RestPath String name, @RestPath UUID id, @Nullable JsonNode body) {
        return CorrectionView.of(service.close(name, id, CorrectionReader.readEnd(body), caller.get()));
    }

    @DELETE
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/corrections/{id}")
    public CorrectionView revokeSloCorrection(@RestPath String name, @RestPath UUID id) {
        return CorrectionView.of(service.revoke(name, id, caller.get()));
    }

    private static PagePosition place(@Nullable String cursor) {
        if (cursor == null) {
            return LATEST;
        }
        var last = Cursor.parse(cursor, 2);
        return new PagePosition(last.time(0), last.id(1));
    }
}
