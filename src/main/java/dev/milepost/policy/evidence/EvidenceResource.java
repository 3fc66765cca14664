package dev.milepost.policy.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of evidence. */
@Path("/api/v1/evidence")
@RolesAllowed(Roles.READER)
@Blocking
class EvidenceResource {

    /** The memory for a document of any size: in a small one with a payload, values are dense. */
    private static final int MEMORY = 256 << 10;

    private final EvidenceStore store;
    private final EvidenceRepository evidence;
    private final CurrentCaller caller;

    EvidenceResource(EvidenceStore store, EvidenceRepository evidence, CurrentCaller caller) {
        this.store = store;
        this.evidence = evidence;
        this.caller = caller;
    }

    /** Evidence with its facts. */
    record EvidenceView(@JsonUnwrapped StoredEvidence evidence, JsonNode facts) {}

    @POST
    @RolesAllowed(Roles.EMITTER)
    @BodyLimit(bytes = DocumentLimits.BYTES, content = Content.JSON_IF_NAMED, memory = MEMORY)
    public Response sendEvidence(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String commit,
            @RestQuery @Nullable String artifact,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String source,
            @Context HttpHeaders headers,
            byte[] body) {
        var request = EvidenceRequest.of(ServiceName.ofNullable(service), commit, artifact, kind, source);
        var type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var accepted = store.accept(request, body, type == null ? "" : type, caller.get());
        return Response.status(accepted.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(accepted.evidence())
                .build();
    }

    @GET
    public Page<StoredEvidence> listEvidence(
            @RestQuery @Size(max = 512) @Nullable String service,
            @RestQuery @Nullable String commit,
            @RestQuery @Nullable String artifact,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable Boolean verified,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var filter = EvidenceFilter.of(
                ServiceName.ofNullable(service),
                commit,
                artifact,
                kind,
                verified,
                cursor,
                caller.get().emitPermissions());
        return Page.of(
                evidence.findPage(filter, limit + 1),
                limit,
                last -> Cursor.of(last.receivedAt().toString(), last.id().toString()));
    }

    @GET
    @Path("{id}")
    public EvidenceView getEvidence(@RestPath UUID id) {
        var found = store.findWithFacts(id, caller.get());
        return new EvidenceView(found.evidence(), found.facts());
    }

    @GET
    @Path("{id}/document")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] getEvidenceDocument(@RestPath UUID id) {
        return store.document(id, caller.get());
    }
}
