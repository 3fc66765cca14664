package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/catalog/schema")
@RolesAllowed(Roles.READER)
class CatalogSchemaResource {

    private static final String SCHEMA_JSON = "application/schema+json";

    private final Vocabulary vocabulary;

    CatalogSchemaResource(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<Version> listCatalogSchemas() {
        var latest = CatalogSchema.latest().version();
        return new Page<>(
                CatalogSchema.versions().stream()
                        .map(version ->
                                new Version(version, version.equals(latest), "/api/v1/catalog/schema/" + version))
                        .toList(),
                null);
    }

    @GET
    @Path("{version}")
    @Produces({SCHEMA_JSON, MediaType.APPLICATION_JSON})
    public JsonNode getCatalogSchema(@RestPath String version) {
        return find(version).document();
    }

    @GET
    @Path("{version}/jsonschema-for-editor")
    @Produces({SCHEMA_JSON, MediaType.APPLICATION_JSON})
    public JsonNode getCatalogSchemaForEditor(@RestPath String version) {
        return EditorSchema.of(find(version), vocabulary.valuesByAnnotation());
    }

    private static CatalogSchema find(String version) {
        return version.equals("latest")
                ? CatalogSchema.latest()
                : CatalogSchema.find(version)
                        .orElseThrow(() -> ProblemException.of(
                                ProblemType.UNKNOWN_CATALOG_SCHEMA,
                                QuotedValue.of(version)
                                        + " does not exist. GET /api/v1/catalog/schema lists the versions."));
    }

    /**
     * An item of the list of versions.
     *
     * @param schema the URL path of its document
     */
    record Version(String version, boolean latest, String schema) {}
}
