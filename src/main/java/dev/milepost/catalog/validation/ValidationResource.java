package dev.milepost.catalog.validation;

import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Validates entities. Who may sync the catalog may validate too: a catalog module needs no role beside that of its sync. */
@Path("/api/v1/catalog/validate")
@RolesAllowed({Roles.READER, Roles.EMITTER_OF_ALL})
class ValidationResource {

    private final EntityValidator validation;

    ValidationResource(EntityValidator validation) {
        this.validation = validation;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @BodyLimit(bytes = DocumentLimits.BYTES, content = Content.JSON_IF_NAMED)
    public ValidationResults validateEntities(@Context HttpHeaders headers, byte[] body) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var format = DocumentFormat.of(contentType)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "%s is not supported. Send entities as application/json or application/yaml"
                                .formatted(
                                        contentType == null
                                                ? "A body without Content-Type"
                                                : QuotedValue.of(contentType))));
        return validation.validate(EntityReader.read(body, format));
    }
}
