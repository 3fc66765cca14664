package dev.milepost.slo.status;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import dev.milepost.slo.attribution.OutcomeDimension;
import dev.milepost.slo.counting.BadEvent;
import dev.milepost.slo.definitions.SloVersion;
import dev.milepost.slo.objectives.ObjectiveState;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.OpenSloWriter;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of SLOs: their status, history and bad events, and their definitions with all versions. */
@Path("/api/v1/slos")
@RolesAllowed(Roles.READER)
@Blocking
class SlosResource {

    /** The maximum size of a definition. The definitions of all SLOs are kept in memory. */
    private static final int MAX_BYTES = 256 << 10;

    private static final int MAX_TEXT = 500;

    /** Any text without NUL, the one character that PostgreSQL rejects. */
    private static final String TEXT = "[^\\x00]*";

    private final SloQueries queries;
    private final BadEventPages badEvents;
    private final SloBreakdown breakdown;
    private final SloPreviewService preview;
    private final SloDefinitionService definitions;
    private final SloLifecycleService lifecycle;
    private final CurrentCaller caller;

    SlosResource(
            SloQueries queries,
            BadEventPages badEvents,
            SloBreakdown breakdown,
            SloPreviewService preview,
            SloDefinitionService definitions,
            SloLifecycleService lifecycle,
            CurrentCaller caller) {
        this.queries = queries;
        this.badEvents = badEvents;
        this.breakdown = breakdown;
        this.preview = preview;
        this.definitions = definitions;
        this.lifecycle = lifecycle;
        this.caller = caller;
    }

    @GET
    public Page<SloView> listSlos(
            @RestQuery @Nullable String owner,
            @RestQuery @Nullable String team,
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String template,
            @RestQuery @Nullable ObjectiveState state,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return queries.list(
                new SloFilter(owner, team, ServiceName.ofNullable(service), template, state),
                cursor == null ? "" : Cursor.parse(cursor, 1).values().get(0),
                limit);
    }

    @GET
    @Path("{name}")
    public SloView getSlo(@RestPath String name, @RestQuery @Nullable String by) {
        return breakdown.find(name, by == null ? null : OutcomeDimension.of(by));
    }

    @PUT
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}")
    @BodyLimit(bytes = MAX_BYTES, content = Content.JSON_IF_NAMED)
    public SloView putSlo(@RestPath String name, @Context HttpHeaders headers, byte[] body) {
        definitions.save(name, documents(headers, body), caller.get());
        return queries.find(name);
    }

    /** Saves all SLOs of the body, or none. */
    @PUT
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @BodyLimit(bytes = MAX_BYTES, content = Content.JSON_IF_NAMED)
    public Page<SloView> putSlos(@Context HttpHeaders headers, byte[] body) {
        return queries.find(definitions.saveAll(documents(headers, body), caller.get()));
    }

    @DELETE
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}")
    public void deleteSlo(@RestPath String name) {
        lifecycle.delete(name, caller.get());
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/rename")
    @Consumes(MediaType.APPLICATION_JSON)
    public SloView renameSlo(@RestPath String name, @NotNull @Valid NewName renaming) {
        return queries.find(lifecycle.rename(name, renaming.name(), caller.get()));
    }

    @PUT
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/disabled")
    @Consumes(MediaType.APPLICATION_JSON)
    public SloView disableSlo(@RestPath String name, @NotNull @Valid DisableReason disabling) {
        lifecycle.disable(name, disabling.reason(), caller.get());
        return queries.find(name);
    }

    @DELETE
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/disabled")
    public SloView enableSlo(@RestPath String name) {
        lifecycle.enable(name, caller.get());
        return queries.find(name);
    }

    @POST
    @Path("preview")
    @BodyLimit(bytes = MAX_BYTES, content = Content.JSON_IF_NAMED)
    public SloView previewSlo(@Context HttpHeaders headers, byte[] body) {
        return preview.of(documents(headers, body));
    }

    @GET
    @Path("{name}/openslo")
    @Produces("application/yaml")
    public byte[] getOpenSlo(@RestPath String name) {
        return OpenSloWriter.write(definitions.documents(name)).getBytes(StandardCharsets.UTF_8);
    }

    @GET
    @Path("{name}/history")
    public SloHistory getSloHistory(
            @RestPath String name,
            @RestQuery @DefaultValue("day") String step,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        return queries.history(name, new HistoryRequest(HistoryRequest.Step.of(step), from, to));
    }

    @GET
    @Path("{name}/bad-events")
    public Page<BadEvent> listBadEvents(
            @RestPath String name,
            @RestQuery boolean corrected,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return badEvents.find(name, corrected, cursor, limit);
    }

    @GET
    @Path("{name}/versions")
    public Page<SloVersion> listSloVersions(
            @RestPath String name,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return definitions.listVersions(name, cursor, limit);
    }

    @GET
    @Path("{name}/versions/{version}")
    public SloVersion getSloVersion(@RestPath String name, @RestPath String version) {
        return definitions.findVersion(name, version);
    }

    private static List<OpenSloDocument> documents(HttpHeaders headers, byte[] body) {
        var format = DocumentFormat.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Send OpenSLO documents as application/yaml or application/json."));
        return OpenSloReader.read(body, format);
    }

    /** The new name of an SLO. */
    record NewName(
            @NotBlank @Size(max = MAX_TEXT) @Pattern(regexp = TEXT)
            String name) {}

    /** Why an SLO is disabled. */
    record DisableReason(
            @NotBlank @Size(max = MAX_TEXT) @Pattern(regexp = TEXT)
            String reason) {}
}
