package dev.milepost.templates.backstage;

import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.Registry;
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
    private final Registry registry;
    private final ResponseMemoryBudget memory;

    BackstageResource(
            BackstageTemplates templates, PublicAddress address, Registry registry, ResponseMemoryBudget memory) {
        this.templates = templates;
        this.address = address;
        this.registry = registry;
        this.memory = memory;
    }

    @GET
    @Path("backstage/catalog.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageCatalog() {
        return memory.hold(() -> YamlWriter.of(templates.location(address.get())), bytes -> bytes.length);
    }

    @GET
    @Path("templates/{name}/versions/{version}/template.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getBackstageTemplate(@RestPath String name, @RestPath String version) {
        return memory.hold(
                registry.compositionBytes(name, version),
                () -> YamlWriter.of(templates.template(name, version, address.get())));
    }

    @GET
    @Path("templates/{name}/upgrade-template.yaml")
    @Produces(YamlWriter.MEDIA_TYPE)
    public byte[] getUpgradeTemplate(@RestPath String name) {
        return memory.hold(templates.upgradeBytes(name), () -> YamlWriter.of(templates.upgradeTemplate(name)));
    }
}
