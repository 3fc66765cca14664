package dev.milepost.security.caller;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps Quarkus's security exceptions to problems. */
class SecurityProblemMapper {

    @ServerExceptionMapper
    Response toResponse(UnauthorizedException fault, ContainerRequestContext request) {
        return ProblemMapper.answer(NotAuthenticated.withoutToken(), request);
    }

    @ServerExceptionMapper
    Response toResponse(AuthenticationFailedException fault, ContainerRequestContext request) {
        return ProblemMapper.answer(
                fault.getCause() instanceof ProblemException cause
                        ? cause
                        : NotAuthenticated.because("The token cannot be parsed"),
                request);
    }

    @ServerExceptionMapper
    Response toResponse(ForbiddenException fault, ContainerRequestContext request, ResourceInfo resource) {
        return ProblemMapper.answer(NotAllowed.because(need(resource)), request);
    }

    /** The detail of a 403. Paths that are not JAX-RS endpoints, such as metrics, have no method with an annotation. */
    private static String need(ResourceInfo resource) {
        if (resource.getResourceMethod() == null) {
            return "This operation requires a role that the caller does not have.";
        }
        var roles = roles(resource);
        return roles == null
                ? "No role is permitted to do this."
                : "This operation requires the role %s.".formatted(String.join(" or ", roles.value()));
    }

    private static @Nullable RolesAllowed roles(ResourceInfo resource) {
        var method = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        return method != null ? method : resource.getResourceClass().getAnnotation(RolesAllowed.class);
    }
}
