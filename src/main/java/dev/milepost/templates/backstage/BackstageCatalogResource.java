package dev.milepost.templates.backstage;

import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Serves the Location that Backstage's catalog reads to find all stable golden paths. */
@Path("/api/v1/backstage")
@RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
@Blocking
class BackstageCatalogResource {

    private final BackstageTemplates templates;
    private final PublicAddress address;

    BackstageCatalogResource(BackstageTemplates templates, PublicAddress address) {
        this.templates = templates;
        this.address = address;
    }

    @GET
    @Path("catalog.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageCatalog() {
        return YamlWriter.of(templates.location(address.get()));
    }
}
