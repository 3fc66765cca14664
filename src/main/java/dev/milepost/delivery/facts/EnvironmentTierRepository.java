package dev.milepost.delivery.facts;

import dev.milepost.catalog.ownership.EnvironmentTierOverrides.TierOverride;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Updates the tier of stored deployments and incidents. */
@ApplicationScoped
class EnvironmentTierRepository {

    private final Sql sql;

    EnvironmentTierRepository(Sql sql) {
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
                update deployment set tier = given.tier
                from unnest(?::text[], ?::text[], ?::text[]) as given (service, environment, tier)
                where deployment.service = given.service and lower(deployment.environment) = given.environment
                    and deployment.tier <> given.tier and deployment.event_tier is null
                returning %s
                """.formatted(DeploymentRepository.WITHOUT_COMMITS),
                memory.taking(DeploymentRepository::deployment, Deployment::bytes),
                services,
                environments,
                tiers);
    }

    /** The environments of the services' facts, in lower case and without a tier. */
    List<TierOverride> findEnvironments(Collection<String> services, RecomputationMemory memory) {
        return sql.queryInParts(
                """
                select service, lower(environment) as environment from deployment where service = any(?::text[])
                union
                select service, lower(environment) from incident
                where service = any(?::text[]) and environment is not null
                """,
                memory.taking(
                        row -> new TierOverride(row.getString("service"), row.getString("environment"), null),
                        one -> RecomputationMemory.bytes(one.service(), one.environment())),
                services,
                services);
    }

    void moveIncidents(Collection<String> services, Collection<String> environments, Collection<String> tiers) {
        sql.update("""
                update incident set tier = given.tier
                from unnest(?::text[], ?::text[], ?::text[]) as given (service, environment, tier)
                where incident.service = given.service and lower(incident.environment) = given.environment
                    and incident.tier <> given.tier and incident.event_tier is null
                """, services, environments, tiers);
    }
}
