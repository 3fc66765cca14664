package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses U+0000 in addresses: PostgreSQL has no such character, so nothing that could be asked for has it. */
class NullCharacters {

    private static final String ESCAPED = "%00";

    // Before a worker is asked for, like all filters of requests: Quarkus runs none of those before one that needs a
    // worker.
    @ServerRequestFilter(nonBlocking = true)
    void refuse(ContainerRequestContext request) {
        var address = request.getUriInfo().getRequestUri();
        var faults = new ArrayList<Fault>();
        if (address.getRawPath().contains(ESCAPED)) {
            faults.add(new Fault("path", "must not contain the character U+0000"));
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                faults.add(new Fault(name, "must not contain the character U+0000"));
            }
        });
        if (!faults.isEmpty()) {
            throw RefusedRequest.invalid(faults);
        }
    }
}
