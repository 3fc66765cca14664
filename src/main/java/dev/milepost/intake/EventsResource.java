package dev.milepost.intake;

import dev.milepost.events.EventJson;
import dev.milepost.http.BodyLimit;
import dev.milepost.platform.CurrentCaller;
import dev.milepost.platform.Emits;
import dev.milepost.platform.ProblemException;
import dev.milepost.platform.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/api/v1/events")
@RolesAllowed(Roles.EMITTER)
class EventsResource {

    private final Intake intake;
    private final IntakeMeters meters;
    private final CurrentCaller caller;

    EventsResource(Intake intake, IntakeMeters meters, CurrentCaller caller) {
        this.intake = intake;
        this.meters = meters;
        this.caller = caller;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = Limits.BATCH_BYTES, expansion = Limits.BATCH_EXPANSION)
    public Response acceptEvents(@Context HttpHeaders headers, byte[] body) {
        try {
            var receipt = accept(headers, body);
            meters.count(receipt);
            return Response.accepted(receipt).build();
        } catch (ProblemException e) {
            meters.countRefusal(e.status());
            throw e;
        }
    }

    private Receipt accept(HttpHeaders headers, byte[] body) {
        var mode = ContentMode.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), BinaryMode.isUsed(headers));
        var emits = caller.get().emits();
        if (body.length > mode.limit()) {
            throw TooLarge.event();
        }
        return switch (mode) {
            case BATCHED -> intake.acceptBatch(body, emits);
            case BINARY -> intake.accept(BinaryMode.event(headers, body), emits);
            case STRUCTURED -> intake.accept(EventJson.read(body), emits);
            case JSON -> acceptJson(body, emits);
        };
    }

    private Receipt acceptJson(byte[] body, Emits emits) {
        if (EventJson.isArray(body)) {
            return intake.acceptBatch(body, emits);
        }
        if (body.length > Limits.EVENT_BYTES) {
            throw TooLarge.event();
        }
        return intake.accept(EventJson.read(body), emits);
    }
}
