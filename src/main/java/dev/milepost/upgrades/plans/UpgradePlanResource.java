package dev.milepost.upgrades.plans;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.platform.text.MediaTypes;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.trees.TarArchive;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves upgrade plans over HTTP. */
@Path("/api/v1/services/{service}/upgrade-plan")
@RolesAllowed(Roles.READER)
@Blocking
class UpgradePlanResource {

    /** The maximum body size, in bytes: text and Base64 in JSON are larger than the files. */
    private static final int LARGEST = 32 << 20;

    private final UpgradePlanning planning;
    private final PlanStatistics counts;

    UpgradePlanResource(UpgradePlanning planning, PlanStatistics counts) {
        this.planning = planning;
        this.counts = counts;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = LARGEST, content = Content.JSON_IF_NAMED, expansion = 8, memory = 48 << 20)
    public PlanView planUpgrade(
            @RestPath String service,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String from,
            @Context HttpHeaders headers,
            byte[] body) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var isArchive = TarArchive.isNamed(contentType);
        if (!isArchive && !MediaTypes.essence(contentType).equals(MediaType.APPLICATION_JSON)) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "%s is not supported. Send the files as application/x-tar or application/gzip, or a whole request as application/json."
                            .formatted(contentType == null ? "A body without Content-Type" : contentType));
        }
        var request = isArchive ? PlanRequestReader.archive(body, to, from) : PlanRequestReader.json(body, to, from);
        var plan = planning.plan(ServiceName.of(service), request);
        counts.count(plan);
        return PlanView.of(plan);
    }
}
