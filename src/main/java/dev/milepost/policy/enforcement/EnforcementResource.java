package dev.milepost.policy.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.policy.definitions.Policies;
import dev.milepost.security.caller.CurrentCaller;
import dev.milepost.security.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The API of the modes of a policy. */
@Path("/api/v1/policies")
@RolesAllowed(Roles.READER)
@Blocking
class EnforcementResource {

    private final Policies policies;
    private final EnforcementRepository repository;
    private final Promotion promotion;
    private final ModesConfig config;
    private final CurrentCaller caller;

    EnforcementResource(
            Policies policies,
            EnforcementRepository repository,
            Promotion promotion,
            ModesConfig config,
            CurrentCaller caller) {
        this.policies = policies;
        this.repository = repository;
        this.promotion = promotion;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Path("{name}/enforcement")
    @Transactional
    public EnforcementView getPolicyEnforcement(@RestPath String name) {
        policies.require(name);
        return EnforcementView.of(name, repository.findOne(name).orElse(null), config);
    }

    @PUT
    @Path("{name}/enforcement")
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Consumes(MediaType.APPLICATION_JSON)
    public EnforcementView putPolicyEnforcement(@RestPath String name, @Nullable JsonNode enforcement) {
        var checked = EnforcementDocument.check(enforcement);
        policies.requireOwner(name, caller.get());
        if (!checked.has("reason")) {
            // It evaluates many requests, so no transaction is open.
            promotion.check(
                    () -> policies.requireEvaluated(name),
                    repository.findRules().getOrDefault(name, List.of()),
                    EnforcementDocument.rules(checked.path("rules").toString()));
        }
        return EnforcementView.of(name, repository.save(name, checked, caller.get()), config);
    }
}
