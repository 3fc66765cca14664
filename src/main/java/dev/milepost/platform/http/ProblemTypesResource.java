package dev.milepost.platform.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Describes each type of problem at the address that problems name, also to callers without a token. */
@Path("/problems/{slug}")
@PermitAll
class ProblemTypesResource {

    record ProblemTypeDescription(String type, String title, int status, String description) {}

    @GET
    public ProblemTypeDescription getProblemType(@RestPath String slug) {
        var type = ProblemType.find(slug)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_PROBLEM_TYPE,
                        "There is no problem type '%s'. GET /q/openapi lists the types.".formatted(Problem.cut(slug))));
        return new ProblemTypeDescription(type.address(), type.title(), type.status(), type.description());
    }
}
