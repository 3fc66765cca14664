package dev.milepost.templates.registry;

import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.Entries.TemplateEntry;
import dev.milepost.templates.registry.Views.TemplateView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves published golden paths. */
@Path("/api/v1/templates")
@RolesAllowed(Roles.READER)
@Blocking
class TemplatesResource {

    private final Listing listing;
    private final RegistryReader registry;
    private final Clock clock;

    TemplatesResource(Listing listing, RegistryReader registry, Clock clock) {
        this.listing = listing;
        this.registry = registry;
        this.clock = clock;
    }

    @GET
    public Page<TemplateEntry> listTemplates(
            @BeanParam ListParameters parameters, @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit) {
        var now = clock.instant();
        var found = listing.find(ManifestKind.GOLDEN_PATH, parameters.filter(), ListParameters.day(now), limit + 1);
        return ListParameters.page(
                found.stream().map(listed -> TemplateEntry.of(listed, now)).toList(), limit, TemplateEntry::name);
    }

    @GET
    @Path("{name}")
    public TemplateView getTemplate(@RestPath String name) {
        return registry.template(name);
    }

    @GET
    @Path("{name}/versions/{version}")
    public VersionView getTemplateVersion(@RestPath String name, @RestPath String version) {
        return registry.version(new VersionRef(ManifestKind.GOLDEN_PATH, name, version));
    }

    @GET
    @Path("{name}/versions/{version}/lock")
    public LockDocument getTemplateLock(@RestPath String name, @RestPath String version) {
        return registry.lock(name, version);
    }

    @GET
    @Path("{name}/channels/{channel}/history")
    public Page<Promotion> listPromotions(
            @RestPath String name,
            @RestPath String channel,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1_000) int limit,
            @RestQuery @Nullable String cursor) {
        return registry.promotions(name, channel, limit, cursor);
    }
}
