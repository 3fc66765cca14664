package dev.milepost.intake;

import dev.milepost.events.EventJson;
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
import java.io.IOException;
import java.io.InputStream;

@Path("/api/v1/events")
@RolesAllowed(Roles.EMITTER)
class EventsResource {

    private final Intake intake;
    private final Room room;
    private final IntakeMeters meters;
    private final CurrentCaller caller;

    EventsResource(Intake intake, Room room, IntakeMeters meters, CurrentCaller caller) {
        this.intake = intake;
        this.room = room;
        this.meters = meters;
        this.caller = caller;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response acceptEvents(@Context HttpHeaders headers, InputStream body) {
        try {
            var receipt = accept(headers, body);
            meters.count(receipt);
            return Response.accepted(receipt).build();
        } catch (ProblemException e) {
            meters.countRefusal(e.status());
            throw e;
        }
    }

    private Receipt accept(HttpHeaders headers, InputStream body) {
        var mode = ContentMode.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), BinaryMode.isUsed(headers));
        var emits = caller.get().emits();
        return room.hold(size(headers, mode), () -> {
            var bytes = read(body, mode);
            return switch (mode) {
                case BATCHED -> intake.acceptBatch(bytes, emits);
                case BINARY -> intake.accept(BinaryMode.event(headers, bytes), emits);
                case STRUCTURED -> intake.accept(EventJson.read(bytes), emits);
                case JSON -> acceptJson(bytes, emits);
            };
        });
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

    /** How much is announced; where nothing is, as much as may come. */
    private static int size(HttpHeaders headers, ContentMode mode) {
        var announced = headers.getLength();
        if (announced > mode.limit()) {
            throw tooLarge(mode);
        }
        return announced < 0 ? mode.limit() : announced;
    }

    private static byte[] read(InputStream body, ContentMode mode) {
        try {
            var bytes = body.readNBytes(mode.limit() + 1);
            if (bytes.length > mode.limit()) {
                throw tooLarge(mode);
            }
            return bytes;
        } catch (IOException e) {
            throw new BrokenBody(e);
        }
    }

    private static TooLarge tooLarge(ContentMode mode) {
        return mode.limit() == Limits.BATCH_BYTES ? TooLarge.batch() : TooLarge.event();
    }
}
