package dev.milepost.templates.backstage;

import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** Serves a version as a Template for Backstage's scaffolder. */
@Path("/api/v1/templates")
@RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
@Blocking
class BackstageTemplateResource {

    private final BackstageTemplates templates;
    private final PublicAddress address;

    BackstageTemplateResource(BackstageTemplates templates, PublicAddress address) {
        this.templates = templates;
        this.address = address;
    }

    @GET
    @Path("{name}/versions/{version}/template.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageTemplate(@RestPath String name, @RestPath String version) {
        return YamlWriter.of(templates.template(name, version, address.get()));
    }
}
