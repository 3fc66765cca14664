package dev.milepost.templates.lifecycle;

import dev.milepost.security.caller.Roles;
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

/** Promotes, deprecates and yanks versions of golden paths. */
@Path("/api/v1/templates")
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
    @Path("{name}/channels/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Promotion promoteTemplate(
            @RestPath String name, @RestPath String channel, @NotNull @Valid PromotionRequest request) {
        return promotions.promote(name, channel, request);
    }

    @POST
    @Path("{name}/versions/{version}/deprecation")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView deprecateTemplateVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid DeprecationRequest request) {
        retirement.deprecate(target(name, version), request);
        return registry.version(target(name, version));
    }

    @PUT
    @Path("{name}/versions/{version}/yank")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView yankTemplateVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid YankRequest request) {
        retirement.yank(target(name, version), request);
        return registry.version(target(name, version));
    }

    @DELETE
    @Path("{name}/versions/{version}/yank")
    public void restoreTemplateVersion(@RestPath String name, @RestPath String version) {
        retirement.restore(target(name, version));
    }

    private static VersionRef target(String name, String version) {
        return new VersionRef(ManifestKind.GOLDEN_PATH, name, version);
    }
}
