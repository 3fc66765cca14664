package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects invalid media types in Accept and Content-Type before content negotiation. */
class UnreadableHeaders {

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void refuse(ContainerRequestContext request) {
        var faults = new ArrayList<Fault>();
        if (!isRead(request::getAcceptableMediaTypes)) {
            faults.add(new Fault(HttpHeaders.ACCEPT, "must be a list of media types, such as application/json"));
        }
        if (!isRead(request::getMediaType)) {
            faults.add(new Fault(HttpHeaders.CONTENT_TYPE, "must be a media type, such as application/json"));
        }
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
