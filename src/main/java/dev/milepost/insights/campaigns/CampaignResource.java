package dev.milepost.insights.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.insights.campaigns.CampaignView.CampaignDetail;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.time.Rfc3339;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Campaigns over HTTP. */
@Path("/api/v1/campaigns")
@RolesAllowed(Roles.READER)
@Blocking
class CampaignResource {

    /** Any text without NUL, the one character that PostgreSQL rejects. */
    private static final String TEXT = "[^\\x00]*";

    private final Campaigns campaigns;
    private final CurrentCaller caller;
    private final Clock clock;

    CampaignResource(Campaigns campaigns, CurrentCaller caller, Clock clock) {
        this.campaigns = campaigns;
        this.caller = caller;
        this.clock = clock;
    }

    record StateRequest(
            @NotNull @Pattern(regexp = "running|paused|ended", message = "must be running, paused or ended")
            String state,

            @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT)
            String reason) {}

    record LaterRequest(
            @NotBlank @Size(max = 40) String until,

            @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT)
            String because) {}

    /** A service that wants the upgrade later. */
    record PutOffService(String service, Instant until, String because) {}

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response createCampaign(@Nullable JsonNode campaign) {
        return Response.status(Status.CREATED)
                .entity(campaigns.create(campaign, caller.get()))
                .build();
    }

    @GET
    public Page<CampaignView> listCampaigns(
            @RestQuery @Size(max = 63) @Nullable String template,
            @RestQuery
                    @Pattern(
                            regexp = "running|paused|stopped|ended",
                            message = "must be one of running, paused, stopped, ended")
                    @Nullable
                    String state,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        return Page.of(
                campaigns.list(template, state, cursor, limit + 1),
                limit,
                last -> Cursor.of(last.createdAt().toString(), last.id().toString()));
    }

    @GET
    @Path("{id}")
    public CampaignDetail getCampaign(@RestPath String id) {
        return campaigns.get(uuid(id));
    }

    @PUT
    @Path("{id}/state")
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Consumes(MediaType.APPLICATION_JSON)
    public CampaignDetail setCampaignState(@RestPath String id, @NotNull @Valid StateRequest state) {
        return campaigns.setState(uuid(id), state.state(), state.reason(), caller.get());
    }

    @PUT
    @Path("{id}/services/{service}/later")
    @Consumes(MediaType.APPLICATION_JSON)
    public PutOffService putOffUpgrade(
            @RestPath String id, @RestPath String service, @NotNull @Valid LaterRequest later) {
        var now = clock.instant();
        var until = Rfc3339.parse(later.until())
                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                .filter(at -> at.isAfter(now) && at.isBefore(now.plus(366, ChronoUnit.DAYS)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_CAMPAIGN,
                        List.of(new Fault(
                                "/until",
                                "must be an RFC 3339 time with an offset, in the future and within a year"))));
        var name = ServiceName.of(service);
        campaigns.putOff(uuid(id), name, until, later.because(), caller.get());
        return new PutOffService(name, until, later.because());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Campaigns.unknown(text);
        }
    }
}
