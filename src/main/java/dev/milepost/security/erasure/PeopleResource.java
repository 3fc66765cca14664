package dev.milepost.security.erasure;

import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/people")
@RolesAllowed(Roles.PLATFORM_ADMIN_OF_ALL)
@Blocking
class PeopleResource {

    private static final int MOST_NAMES = 20;

    private final Erasures erasures;
    private final CurrentCaller caller;

    PeopleResource(Erasures erasures, CurrentCaller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    // The path contains the ref with its slash, percent-encoded or not.
    @DELETE
    @Path("{ref:.+}")
    public Response erasePerson(@RestPath String ref, @RestQuery @Size(max = MOST_NAMES) List<String> also) {
        var erasure = erasures.requestForPerson(ref, also, caller.get().name());
        return Response.accepted(erasure)
                .location(URI.create("/api/v1/erasures/" + erasure.id()))
                .build();
    }
}
