package dev.milepost.upgrades.behind;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.Roles;
import dev.milepost.upgrades.behind.ServicesBehind.BehindQuery;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The services that are behind, over HTTP. */
@Path("/api/v1/upgrades")
@RolesAllowed(Roles.READER)
@Blocking
class UpgradeListResource {

    private static final String LIST = "upgrades";

    private final ServicesBehind services;

    UpgradeListResource(ServicesBehind services) {
        this.services = services;
    }

    @GET
    public Page<ServiceBehind> listUpgrades(
            @RestQuery @Size(max = 63) @Nullable String template,
            @RestQuery @Size(max = 512) @Nullable String team,
            @RestQuery("behind_by") @DefaultValue("1") @Min(0) @Max(10_000) int behindBy,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var query = new BehindQuery(
                template, team == null ? null : EntityRef.shorten(team, "group"), behindBy, after(cursor), limit + 1);
        return Page.of(services.find(query), limit, last -> Cursor.of(LIST, last.service()));
    }

    private static String after(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        var values = Cursor.parse(cursor, 2).values();
        if (!values.get(0).equals(LIST)) {
            throw Cursor.invalid();
        }
        return values.get(1);
    }
}
