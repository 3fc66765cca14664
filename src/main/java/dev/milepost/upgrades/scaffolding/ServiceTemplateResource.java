package dev.milepost.upgrades.scaffolding;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Serves the golden path of a service over HTTP. */
@Path("/api/v1/services/{service}/template")
@RolesAllowed(Roles.READER)
@Blocking
class ServiceTemplateResource {

    private final ServiceTemplates templates;
    private final Registry registry;

    ServiceTemplateResource(ServiceTemplates templates, Registry registry) {
        this.templates = templates;
        this.registry = registry;
    }

    @GET
    @Snapshot
    public ServiceTemplateView getServiceTemplate(@RestPath String service) {
        var name = ServiceName.of(service);
        var on = templates.find(name).orElseThrow(() -> ServiceTemplates.unknown(name));
        return ServiceTemplateView.of(
                on, templates.createdEntities(on), registry.findVersions(on.template()), this::support);
    }

    private @Nullable Support support(PublishedVersion version) {
        return registry.find(version.name(), version.ref().version())
                .map(published -> published.manifest().support())
                .orElse(null);
    }
}
