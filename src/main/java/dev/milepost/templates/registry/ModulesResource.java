package dev.milepost.templates.registry;

import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.Entries.ModuleEntry;
import dev.milepost.templates.registry.Views.ModuleView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves published modules and their files. */
@Path("/api/v1/modules")
@RolesAllowed(Roles.READER)
@Blocking
class ModulesResource {

    private final Listing listing;
    private final RegistryReader registry;
    private final Clock clock;

    ModulesResource(Listing listing, RegistryReader registry, Clock clock) {
        this.listing = listing;
        this.registry = registry;
        this.clock = clock;
    }

    @GET
    public Page<ModuleEntry> listModules(
            @BeanParam ListParameters parameters, @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit) {
        var now = clock.instant();
        var found = listing.find(ManifestKind.MODULE, parameters.filter(), ListParameters.day(now), limit + 1);
        return ListParameters.page(
                found.stream().map(listed -> ModuleEntry.of(listed, now)).toList(), limit, ModuleEntry::name);
    }

    @GET
    @Path("{name}")
    public ModuleView getModule(@RestPath String name) {
        return registry.module(name);
    }

    @GET
    @Path("{name}/versions/{version}")
    public VersionView getModuleVersion(@RestPath String name, @RestPath String version) {
        return registry.version(new VersionRef(ManifestKind.MODULE, name, version));
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
    @Path("{name}/versions/{version}/skeleton.tar")
    @Produces("application/x-tar")
    public byte[] getModuleSkeleton(@RestPath String name, @RestPath String version) {
        return registry.skeleton(name, version);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
    @Path("{name}/versions/{version}/files/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] getModuleFile(@RestPath String name, @RestPath String version, @RestPath String path) {
        return registry.file(name, version, path);
    }
}
