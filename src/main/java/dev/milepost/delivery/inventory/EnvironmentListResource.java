package dev.milepost.delivery.inventory;

import dev.milepost.delivery.inventory.EnvironmentList.Position;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.http.Page;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
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

@Path("/api/v1/environments")
@RolesAllowed(Roles.READER)
@Blocking
class EnvironmentListResource {

    private static final String LIST = "environments";

    private final EnvironmentList environments;
    private final CurrentCaller caller;

    EnvironmentListResource(EnvironmentList environments, CurrentCaller caller) {
        this.environments = environments;
        this.caller = caller;
    }

    @GET
    public Page<EnvironmentList.ListedEnvironment> listEnvironments(
            @RestQuery @Size(max = NameSearch.MAX_LENGTH) @Nullable String q,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var search = NameSearch.of(
                LIST, q, null, limit, caller.get().emitPermissions().servicesLike());
        var found = environments.find(search, after(cursor));
        return Page.of(found, limit, last -> Cursor.of(LIST, last.name(), last.tier()));
    }

    private static Position after(@Nullable String cursor) {
        if (cursor == null) {
            return new Position("", "");
        }
        var values = Cursor.parse(cursor, 3).values();
        if (!values.get(0).equals(LIST)) {
            throw Cursor.invalid();
        }
        return new Position(values.get(1), values.get(2));
    }
}
