package dev.milepost.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code OPTIONS} and wrong methods with the allowed methods of an address (RFC 9110, sections 9.3.7 and
 * 15.5.6). The framework's own responses list no methods, or also those of other addresses.
 */
class AllowedMethods {

    private final Endpoints endpoints;

    AllowedMethods(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    @Nullable
    Response check(ContainerRequestContext request) {
        var address = request.getUriInfo().getRequestUri();
        var methods = endpoints.methods(address);
        if (methods.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND,
                    "There is no endpoint at %s. GET /q/openapi describes the endpoints."
                            .formatted(Problem.cut(address.getRawPath())));
        }
        if (request.getMethod().equals("OPTIONS")) {
            return Response.ok()
                    .header(HttpHeaders.ALLOW, String.join(", ", methods))
                    .build();
        }
        if (!methods.contains(request.getMethod())) {
            var allowed = String.join(", ", methods);
            throw ProblemException.of(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "%s is not allowed at %s. Use %s."
                                    .formatted(request.getMethod(), Problem.cut(address.getRawPath()), allowed))
                    .with(HttpHeaders.ALLOW, allowed);
        }
        return null;
    }
}
