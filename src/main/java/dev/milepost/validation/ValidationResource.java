package dev.milepost.validation;

import dev.milepost.entities.EntityReader;
import dev.milepost.entities.Format;
import dev.milepost.entities.Limits;
import dev.milepost.http.BodyLimit;
import dev.milepost.platform.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

@Path("/api/v1/catalog/validate")
@RolesAllowed(Roles.READER)
class ValidationResource {

    private final Validation validation;

    ValidationResource(Validation validation) {
        this.validation = validation;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = Limits.BYTES)
    public Verdicts validateEntities(@Context HttpHeaders headers, byte[] body) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var format = Format.of(contentType).orElseThrow(() -> new UnsupportedEntityFormat(contentType));
        return validation.judge(EntityReader.read(body, format));
    }
}
