package dev.milepost.templates.lifecycle;

import dev.milepost.security.caller.Roles;
import dev.milepost.templates.lifecycle.LifecycleRequests.DeprecationRequest;
import dev.milepost.templates.lifecycle.LifecycleRequests.PromotionRequest;
import dev.milepost.templates.lifecycle.LifecycleRequests.YankRequest;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Promotion;
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

/** Promotes versions of golden paths, and deprecates and yanks versions of golden paths and modules. */
@Path("/api/v1")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class LifecycleResource {

    private final PromotionService promotions;
    private final RetirementService retirement;
    private final RegistryReader registry;

    LifecycleResource(PromotionService promotions, RetirementService retirement, RegistryReader registry) {
        this.promotions = promotions;
        this.retirement = retirement;
        this.registry = registry;
    }

    @PUT
    @Path("templates/{name}/channels/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Promotion promoteTemplate(
            @RestPath String name, @RestPath String channel, @NotNull @Valid PromotionRequest request) {
        return promotions.promote(name, channel, request);
    }

    @POST
    @Path("templates/{name}/versions/{version}/deprecation")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView deprecateTemplateVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid DeprecationRequest request) {
        return deprecate(new VersionRef(ManifestKind.GOLDEN_PATH, name, version), request);
    }

    @POST
    @Path("modules/{name}/versions/{version}/deprecation")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView deprecateModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid DeprecationRequest request) {
        return deprecate(new VersionRef(ManifestKind.MODULE, name, version), request);
    }

    @PUT
    @Path("templates/{name}/versions/{version}/yank")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView yankTemplateVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid YankRequest request) {
        return yank(new VersionRef(ManifestKind.GOLDEN_PATH, name, version), request);
    }

    @PUT
    @Path("modules/{name}/versions/{version}/yank")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView yankModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid YankRequest request) {
        return yank(new VersionRef(ManifestKind.MODULE, name, version), request);
    }

    @DELETE
    @Path("templates/{name}/versions/{version}/yank")
    public void restoreTemplateVersion(@RestPath String name, @RestPath String version) {
        retirement.restore(new VersionRef(ManifestKind.GOLDEN_PATH, name, version));
    }

    @DELETE
    @Path("modules/{name}/versions/{version}/yank")
    public void restoreModuleVersion(@RestPath String name, @RestPath String version) {
        retirement.restore(new VersionRef(ManifestKind.MODULE, name, version));
    }

    private VersionView deprecate(VersionRef ref, DeprecationRequest request) {
        retirement.deprecate(ref, request);
        return registry.version(ref);
    }

    private VersionView yank(VersionRef ref, YankRequest request) {
        retirement.yank(ref, request);
        return registry.version(ref);
    }
}
