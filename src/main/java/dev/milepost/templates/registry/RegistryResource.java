package dev.milepost.templates.registry;

import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.Views.Details;
import dev.milepost.templates.registry.Views.ListEntry;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves published golden paths and modules. */
@Path("/api/v1")
@RolesAllowed(Roles.READER)
@Blocking
class RegistryResource {

    private final RegistryReader registry;
    private final Listing listing;
    private final ResponseMemoryBudget memory;
    private final Clock clock;

    RegistryResource(RegistryReader registry, Listing listing, ResponseMemoryBudget memory, Clock clock) {
        this.registry = registry;
        this.listing = listing;
        this.memory = memory;
        this.clock = clock;
    }

    @GET
    @Path("templates")
    public Page<ListEntry> listTemplates(
            @BeanParam ListParameters parameters, @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit) {
        return list(ManifestKind.GOLDEN_PATH, parameters, limit);
    }

    @GET
    @Path("modules")
    public Page<ListEntry> listModules(
            @BeanParam ListParameters parameters, @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit) {
        return list(ManifestKind.MODULE, parameters, limit);
    }

    @GET
    @Path("templates/{name}")
    public Details getTemplate(@RestPath String name) {
        return memory.hold(() -> registry.details(ManifestKind.GOLDEN_PATH, name), Details::bytes);
    }

    @GET
    @Path("modules/{name}")
    public Details getModule(@RestPath String name) {
        return memory.hold(() -> registry.details(ManifestKind.MODULE, name), Details::bytes);
    }

    @GET
    @Path("templates/{name}/versions/{version}")
    public VersionView getTemplateVersion(@RestPath String name, @RestPath String version) {
        return registry.version(new VersionRef(ManifestKind.GOLDEN_PATH, name, version));
    }

    @GET
    @Path("modules/{name}/versions/{version}")
    public VersionView getModuleVersion(@RestPath String name, @RestPath String version) {
        return registry.version(new VersionRef(ManifestKind.MODULE, name, version));
    }

    @GET
    @Path("templates/{name}/versions/{version}/lock")
    public LockDocument getTemplateLock(@RestPath String name, @RestPath String version) {
        return memory.hold(
                () -> registry.lock(new VersionRef(ManifestKind.GOLDEN_PATH, name, version)), LockDocument::bytes);
    }

    @GET
    @Path("templates/{name}/channels/{channel}/history")
    public Page<Promotion> listPromotions(
            @RestPath String name,
            @RestPath String channel,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return registry.promotions(name, channel, limit, cursor);
    }

    private Page<ListEntry> list(ManifestKind kind, ListParameters parameters, int limit) {
        var filter = parameters.filter();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var found = memory.hold(
                () -> listing.find(kind, filter, today, limit + 1),
                rows -> rows.rows().stream().mapToLong(ListEntry::bytes).sum());
        return ListParameters.page(found, limit);
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
    @Path("modules/{name}/versions/{version}/skeleton.tar")
    @Produces("application/x-tar")
    public byte[] getModuleSkeleton(@RestPath String name, @RestPath String version) {
        return registry.skeleton(new VersionRef(ManifestKind.MODULE, name, version));
    }

    @GET
    @RolesAllowed({Roles.READER, Roles.TEMPLATE_FETCHER})
    @Path("modules/{name}/versions/{version}/files/{path:.+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] getModuleFile(@RestPath String name, @RestPath String version, @RestPath String path) {
        return registry.file(new VersionRef(ManifestKind.MODULE, name, version), path);
    }
}
