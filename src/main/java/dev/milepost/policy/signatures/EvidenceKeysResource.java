package dev.milepost.policy.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The API of the public keys that verify evidence. */
@Path("/api/v1/evidence-keys")
@RolesAllowed(Roles.READER)
@Blocking
class EvidenceKeysResource {

    private final EvidenceKeys keys;
    private final CurrentCaller caller;
    private final Clock clock;

    EvidenceKeysResource(EvidenceKeys keys, CurrentCaller caller, Clock clock) {
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Page<EvidenceKey> listEvidenceKeys(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? "" : Cursor.parse(cursor, 1).values().get(0);
        return Page.of(keys.findPage(after, limit + 1), limit, last -> Cursor.of(last.name()));
    }

    @GET
    @Path("{name}")
    public EvidenceKey getEvidenceKey(@RestPath String name) {
        return keys.require(name);
    }

    @PUT
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putEvidenceKey(@RestPath String name, @NotNull JsonNode body) {
        checkAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var added = keys.save(KeyRequest.read(name, body, caller.get().name(), now));
        return Response.status(added ? Response.Status.CREATED : Response.Status.OK)
                .entity(keys.require(name))
                .build();
    }

    @DELETE
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Path("{name}")
    public void deleteEvidenceKey(@RestPath String name) {
        checkAdmin();
        keys.remove(name, caller.get().name());
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
