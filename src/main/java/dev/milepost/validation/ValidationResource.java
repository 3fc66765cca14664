package dev.milepost.validation;

import dev.milepost.entities.EntityReader;
import dev.milepost.entities.Format;
import dev.milepost.entities.Limits;
import dev.milepost.entities.TooManyEntities;
import dev.milepost.platform.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

@Path("/api/v1/catalog/validate")
@RolesAllowed(Roles.READER)
class ValidationResource {

    private final Validation validation;
    private final Turns turns;

    ValidationResource(Validation validation, Turns turns) {
        this.validation = validation;
        this.turns = turns;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Verdicts validateEntities(@Context HttpHeaders headers, InputStream body) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var format = Format.of(contentType).orElseThrow(() -> new UnsupportedEntityFormat(contentType));
        if (headers.getLength() > Limits.BYTES) {
            throw TooManyEntities.bytes();
        }
        return turns.take(headers.getLength(), () -> validation.judge(EntityReader.read(read(body), format)));
    }

    private static byte[] read(InputStream body) {
        try {
            var bytes = body.readNBytes(Limits.BYTES + 1);
            if (bytes.length > Limits.BYTES) {
                throw TooManyEntities.bytes();
            }
            return bytes;
        } catch (IOException e) {
            throw new BrokenBody(e);
        }
    }
}
