package dev.milepost.templates.lifecycle;

import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.RegistryReader;
import dev.milepost.templates.registry.VersionRef;
import dev.milepost.templates.registry.VersionView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** Deprecates and yanks versions of modules. */
@Path("/api/v1/modules")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class ModuleLifecycleResource {

    private final RetirementService retirement;
    private final RegistryReader registry;

    ModuleLifecycleResource(RetirementService retirement, RegistryReader registry) {
        this.retirement = retirement;
        this.registry = registry;
    }

    @POST
    @Path("{name}/versions/{version}/deprecation")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView deprecateModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid DeprecationRequest request) {
        retirement.deprecate(target(name, version), request);
        return registry.version(target(name, version));
    }

    @PUT
    @Path("{name}/versions/{version}/yank")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView yankModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid YankRequest request) {
        retirement.yank(target(name, version), request);
        return registry.version(target(name, version));
    }

    @DELETE
    @Path("{name}/versions/{version}/yank")
    public void restoreModuleVersion(@RestPath String name, @RestPath String version) {
        retirement.restore(target(name, version));
    }

    private static VersionRef target(String name, String version) {
        return new VersionRef(ManifestKind.MODULE, name, version);
    }
}
