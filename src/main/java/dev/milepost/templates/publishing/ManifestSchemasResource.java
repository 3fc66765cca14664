package dev.milepost.templates.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.manifests.ManifestSchema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Serves the JSON Schemas of manifests. */
@Path("/api/v1/templates")
@RolesAllowed(Roles.READER)
@Produces({ManifestSchemasResource.SCHEMA_JSON, MediaType.APPLICATION_JSON})
class ManifestSchemasResource {

    static final String SCHEMA_JSON = "application/schema+json";

    @GET
    @Path("schemas/golden-path")
    public JsonNode getGoldenPathSchema() {
        return ManifestSchema.GOLDEN_PATH.document();
    }

    @GET
    @Path("schemas/module")
    public JsonNode getModuleSchema() {
        return ManifestSchema.MODULE.document();
    }
}
