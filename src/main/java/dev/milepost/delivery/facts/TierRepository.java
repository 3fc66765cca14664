package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Updates the tier of stored deployments and incidents. */
@ApplicationScoped
class TierRepository {

    private final Sql sql;

    TierRepository(DataSource database) {
        this.sql = new Sql(database);
    }

    /** Moves deployments to the given tiers and returns those that changed. */
    List<Deployment> moveDeployments(
            Collection<String> services, Collection<String> environments, Collection<String> tiers) {
        return sql.query("""
                update deployment set tier = told.tier
                from unnest(?::text[], ?::text[], ?::text[]) as told (service, environment, tier)
                where deployment.service = told.service and lower(deployment.environment) = told.environment
                    and deployment.tier <> told.tier
                returning deployment.*
                """, DeploymentRepository::deployment, services, environments, tiers);
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
