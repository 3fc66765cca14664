package dev.milepost.security.erasure;

import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import dev.milepost.security.erasure.Erasures.Erasure;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/erasures")
@RolesAllowed(Roles.PLATFORM_ADMIN_OF_ALL)
@Blocking
class ErasuresResource {

    // Greater than every time and id of an erasure.
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final UUID GREATEST = new UUID(-1L, -1L);

    private final Erasures erasures;

    ErasuresResource(Erasures erasures) {
        this.erasures = erasures;
    }

    @GET
    public Page<Erasure> listErasures(
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit, @RestQuery @Nullable String cursor) {
        var last = cursor == null ? null : Cursor.parse(cursor, 2);
        var found = last == null
                ? erasures.find(LATEST, GREATEST, limit + 1)
                : erasures.find(last.time(0), last.id(1), limit + 1);
        return Page.of(
                found,
                limit,
                erasure ->
                        Cursor.of(erasure.requestedAt().toString(), erasure.id().toString()));
    }

    @GET
    @Path("{id}")
    public Erasure getErasure(@RestPath UUID id) {
        return erasures.get(id);
    }
}
