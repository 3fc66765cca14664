package dev.milepost.delivery.inventory;

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

@Path("/api/v1/services")
@RolesAllowed(Roles.READER)
@Blocking
class ServiceListResource {

    private static final String LIST = "services";

    private final ServiceList services;
    private final CurrentCaller caller;

    ServiceListResource(ServiceList services, CurrentCaller caller) {
        this.services = services;
        this.caller = caller;
    }

    @GET
    public Page<ServiceList.ListedService> listServices(
            @RestQuery @Size(max = NameSearch.MAX_LENGTH) @Nullable String q,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Nullable String cursor) {
        var search = NameSearch.of(
                LIST, q, cursor, limit, caller.get().emitPermissions().servicesLike());
        return search.page(services.find(search), ServiceList.ListedService::name);
    }
}
