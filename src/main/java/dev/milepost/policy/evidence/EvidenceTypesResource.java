package dev.milepost.policy.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.policy.evidence.EvidenceTypes.DefinedType;
import dev.milepost.policy.formats.CustomType;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of the types of evidence of one's own. */
@Path("/api/v1/evidence-types")
@RolesAllowed(Roles.READER)
@Blocking
class EvidenceTypesResource {

    private static final int MAX_BYTES = 64 << 10;

    private final EvidenceTypes types;
    private final CurrentCaller caller;
    private final Clock clock;

    EvidenceTypesResource(EvidenceTypes types, CurrentCaller caller, Clock clock) {
        this.types = types;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Page<DefinedType> listEvidenceTypes(
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? "" : Cursor.parse(cursor, 1).values().get(0);
        return Page.of(types.findPage(after, limit + 1), limit, last -> Cursor.of(last.name()));
    }

    @GET
    @Path("schema")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode getEvidenceTypeSchema() {
        return CustomType.definitionSchema();
    }

    @GET
    @Path("{type}")
    public DefinedType getEvidenceType(@RestPath String type) {
        return types.require(type);
    }

    @PUT
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("{type}")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = MAX_BYTES)
    public Response putEvidenceType(@RestPath String type, @NotNull JsonNode body) {
        checkAdmin();
        var faults = new FaultCollector();
        NullCharacterCheck.check(body, "", faults::add);
        faults.throwAny(ProblemType.INVALID_EVIDENCE_TYPE);
        var added = types.save(
                new DefinedType(type, body, caller.get().name(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return Response.status(added ? Response.Status.CREATED : Response.Status.OK)
                .entity(types.require(type))
                .build();
    }

    @DELETE
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("{type}")
    public void deleteEvidenceType(@RestPath String type) {
        checkAdmin();
        types.remove(type, caller.get().name());
    }

    /** Without configured access, every caller has all roles. */
    private void checkAdmin() {
        if (!caller.get().admin()) {
            throw ProblemException.of(
                    ProblemType.NOT_PLATFORM_ADMIN,
                    "%s is not a platform admin.".formatted(caller.get().name()));
        }
    }
}
