package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Updates the tier of stored deployments and incidents. */
@ApplicationScoped
class TierRepository {

    private final Sql sql;

    TierRepository(Sql sql) {
        this.sql = sql;
    }

    /** Moves deployments to the given tiers and returns those that changed, without their commits. */
    List<Deployment> moveDeployments(
            Collection<String> services,
            Collection<String> environments,
            Collection<String> tiers,
            RecomputationMemory memory) {
        return sql.queryInParts(
                """
                update deployment set tier = told.tier
                from unnest(?::text[], ?::text[], ?::text[]) as told (service, environment, tier)
                where deployment.service = told.service and lower(deployment.environment) = told.environment
                    and deployment.tier <> told.tier
                returning deployment.service, deployment.environment, deployment_id, deployment.tier, status, finished_at,
                    commit_sha, null::text[] as commits, kind, template, template_version
                """, memory.taking(DeploymentRepository::deployment, Deployment::bytes), services, environments, tiers);
    }

    void moveIncidents(Collection<String> services, Collection<String> environments, Collection<String> tiers) {
        sql.update("""
                update incident set tier = told.tier
                from unnest(?::text[], ?::text[], ?::text[]) as told (service, environment, tier)
                where incident.service = told.service and lower(incident.environment) = told.environment
                    and incident.tier <> told.tier
                """, services, environments, tiers);
    }
}
