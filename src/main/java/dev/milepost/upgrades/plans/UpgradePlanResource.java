package dev.milepost.upgrades.plans;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.platform.text.MediaTypes;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves upgrade plans over HTTP. */
@Path("/api/v1/services/{service}/upgrade-plan")
@RolesAllowed(Roles.READER)
@Blocking
class UpgradePlanResource {

    private static final String TAR = "application/x-tar";
    private static final String PATCH = "text/x-patch";

    /** The maximum body size, in bytes: text and Base64 in JSON are larger than the files. */
    private static final int LARGEST = 32 << 20;

    /**
     * The memory for the files of a request and of both versions, and for rendering and merging them. A small heap gives
     * less, and the limits of rendering are smaller then too.
     */
    private static final int MEMORY = 96 << 20;

    /** The limit of the contents in a response, in bytes. */
    private static final long MAX_CONTENT_BYTES = HeapShare.of(24, 64L << 20);

    /** The memory for each byte of the contents: as text, and in the body. */
    private static final int TIMES_ITS_SIZE = 3;

    private final UpgradePlanning planning;
    private final PlanStatistics counts;
    private final ResponseMemoryBudget responses;

    UpgradePlanResource(UpgradePlanning planning, PlanStatistics counts, ResponseMemoryBudget responses) {
        this.planning = planning;
        this.counts = counts;
        this.responses = responses;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, TAR, PATCH})
    @BodyLimit(bytes = LARGEST, content = Content.JSON_IF_NAMED, expansion = 8, memory = MEMORY)
    public Response planUpgrade(
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
        var format = format(headers);
        long bytes = format.equals(MediaType.APPLICATION_JSON)
                ? PlanView.contentBytes(plan)
                : PlannedTree.bytes(plan.merged());
        if (bytes > MAX_CONTENT_BYTES) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "The files of the plan have more than %s together. Upgrade to a version in between first."
                            .formatted(HeapShare.text(MAX_CONTENT_BYTES)));
        }
        counts.count(plan);
        var answer = responses.hold(TIMES_ITS_SIZE * bytes, () -> answer(plan, format));
        return Response.ok(answer, format).build();
    }

    private static Object answer(UpgradePlan plan, String format) {
        return switch (format) {
            case TAR -> PlannedTree.archive(plan.merged());
            case PATCH -> PlannedTree.patch(plan.merged()).getBytes(StandardCharsets.UTF_8);
            default -> PlanView.of(plan);
        };
    }

    /** Returns the format that the caller prefers; JSON if any will do. */
    private static String format(HttpHeaders headers) {
        for (var accepted : headers.getAcceptableMediaTypes()) {
            for (var format : List.of(MediaType.APPLICATION_JSON, TAR, PATCH)) {
                if (accepted.isCompatible(MediaType.valueOf(format))) {
                    return format;
                }
            }
        }
        return MediaType.APPLICATION_JSON;
    }
}
