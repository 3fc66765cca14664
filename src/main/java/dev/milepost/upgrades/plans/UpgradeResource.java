package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Serves the upgrade path between two versions of a golden path over HTTP. */
@Path("/api/v1/templates/{name}/upgrade")
@RolesAllowed(Roles.READER)
@Blocking
class UpgradeResource {

    private final TemplateReleases releases;
    private final ResponseMemoryBudget memory;

    UpgradeResource(TemplateReleases releases, ResponseMemoryBudget memory) {
        this.releases = releases;
        this.memory = memory;
    }

    @GET
    public UpgradeView getUpgrade(
            @RestPath String name, @RestQuery @Nullable String from, @RestQuery @DefaultValue("stable") String to) {
        if (from == null || from.isBlank()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    List.of(new Fault("from", "is missing. Send the version or channel that the upgrade starts from")));
        }
        return memory.hold(ResponseMemoryBudget.MOST_OF_KNOWN, () -> releases.view(name, from, to));
    }
}
