package dev.milepost.platform.http;

import dev.milepost.platform.http.ProblemException.Fault;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Rejects requests that no endpoint can read. Non-blocking, like all request filters: Quarkus runs a filter on a worker
 * thread if a filter before it needs one.
 */
class RequestFilters {

    /** More than a request line has room for. */
    private static final int MOST_PARAMETERS = 8_192;

    private final QueryParameters parameters;

    RequestFilters(QueryParameters parameters) {
        this.parameters = parameters;
    }

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

    /**
     * Rejects addresses that can be misread: with bytes that are no UTF-8, with U+0000, which PostgreSQL cannot store, and
     * with query parameters that the contract does not allow.
     */
    @ServerRequestFilter(nonBlocking = true)
    void refuseAddresses(ContainerRequestContext request, SimpleResourceInfo operation) {
        var address = request.getUriInfo().getRequestUri();
        refuse(PercentEncoding.check(address));
        if (address.getRawQuery() != null) {
            // The framework's own map ignores the case of names.
            var query = new QueryStringDecoder(address.getRawQuery(), StandardCharsets.UTF_8, false, MOST_PARAMETERS);
            refuse(parameters.check(operation.getMethodName(), query.parameters()));
        }
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
