package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects U+0000 in paths and query parameters. PostgreSQL cannot store it, so nothing can match it. */
class NullCharacters {

    private static final String ESCAPED = "%00";

    // Non-blocking, like all request filters: Quarkus runs a filter on a worker thread if a filter before it needs one.
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
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
    }
}
