package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects requests that no endpoint can read. Non-blocking, like all request filters: Quarkus runs a filter on a worker
 * thread if a filter before it needs one.
 */
class RequestFilters {

    private static final String NULL_CHARACTER = "must not contain the character U+0000";

    /** Rejects invalid media types in Accept and Content-Type before content negotiation. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void refuseMediaTypes(ContainerRequestContext request) {
        var faults = new ArrayList<Fault>();
        if (!isRead(request::getAcceptableMediaTypes)) {
            faults.add(new Fault(HttpHeaders.ACCEPT, "must be a list of media types, such as application/json"));
        }
        if (!isRead(request::getMediaType)) {
            faults.add(new Fault(HttpHeaders.CONTENT_TYPE, "must be a media type, such as application/json"));
        }
        refuse(faults);
    }

    /** Rejects U+0000 in paths and query parameters. PostgreSQL cannot store it, so nothing can match it. */
    @ServerRequestFilter(nonBlocking = true)
    void refuseNullCharacters(ContainerRequestContext request) {
        var faults = new ArrayList<Fault>();
        if (request.getUriInfo().getRequestUri().getRawPath().contains("%00")) {
            faults.add(new Fault("path", NULL_CHARACTER));
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                faults.add(new Fault(name, NULL_CHARACTER));
            }
        });
        refuse(faults);
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
    }

    /** Whether a header can be parsed. The framework parses it at first access. */
    static boolean isRead(Runnable header) {
        try {
            header.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
