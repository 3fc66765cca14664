package dev.milepost.events.intake;

import dev.milepost.events.contract.EventJson;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.Roles;
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
    @BodyLimit(
            bytes = IntakeLimits.BATCH_BYTES,
            content = Content.JSON_ELEMENTS,
            elementBytes = IntakeLimits.EVENT_BYTES,
            expansion = IntakeLimits.BATCH_EXPANSION)
    public Response acceptEvents(@Context HttpHeaders headers, byte[] body) {
        try {
            var receipt = accept(headers, body);
            meters.count(receipt);
            return Response.accepted(receipt).build();
        } catch (ProblemException e) {
            meters.countRejectedRequest(e.status());
            throw e;
        }
    }

    private EventReceipt accept(HttpHeaders headers, byte[] body) {
        var mode = ContentMode.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), BinaryMode.isUsed(headers));
        var permissions = caller.get().emitPermissions();
        if (body.length > mode.limit()) {
            throw IntakeLimits.eventTooLarge();
        }
        return switch (mode) {
            case BATCHED -> intake.acceptBatch(body, permissions);
            case BINARY -> intake.accept(BinaryMode.event(headers, body), permissions);
            case STRUCTURED -> intake.accept(EventJson.read(body), permissions);
            case JSON -> acceptJson(body, permissions);
        };
    }

    private EventReceipt acceptJson(byte[] body, EmitPermissions permissions) {
        if (EventJson.isArray(body)) {
            return intake.acceptBatch(body, permissions);
        }
        if (body.length > IntakeLimits.EVENT_BYTES) {
            throw IntakeLimits.eventTooLarge();
        }
        return intake.accept(EventJson.read(body), permissions);
    }
}
