package dev.milepost.templates.backstage;

import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** Serves golden paths to Backstage: their Templates, and the Location by which its catalog finds the stable ones. */
@Path("/api/v1")
@RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
@Blocking
class BackstageResource {

    private final BackstageTemplates templates;
    private final PublicAddress address;

    BackstageResource(BackstageTemplates templates, PublicAddress address) {
        this.templates = templates;
        this.address = address;
    }

    @GET
    @Path("backstage/catalog.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageCatalog() {
        return YamlWriter.of(templates.location(address.get()));
    }

    @GET
    @Path("templates/{name}/versions/{version}/template.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageTemplate(@RestPath String name, @RestPath String version) {
        return YamlWriter.of(templates.template(name, version, address.get()));
    }
}
