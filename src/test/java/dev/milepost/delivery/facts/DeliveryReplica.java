package dev.milepost.delivery.facts;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.ownership.SilentEvent;
import dev.milepost.catalog.ownership.TestOwnership;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Projection and recomputation of a replica with its settings, without the service. */
public final class DeliveryReplica {

    private final Postgres postgres;
    private final DeliveryProjection projection;
    private final Recomputation recomputation;
    final RecomputationAttempts attempts;
    final CurrentSettings settings;
    final RecomputationBacklog backlog;

    public DeliveryReplica(Postgres postgres, Map<String, String> properties) {
        this(postgres, properties, new RecomputationStartRepository(new Sql(postgres.database())));
    }

    DeliveryReplica(Postgres postgres, Map<String, String> properties, RecomputationStartRepository starts) {
        this.postgres = postgres;
        var database = postgres.database();
        var sql = new Sql(database);
        var config = TestSettings.config(properties);
        var delivery = config.getConfigMapping(DeliveryConfig.class);
        var mine = TestSettings.of(config);
        var tiers = new EnvironmentTiers(delivery);
        var latest = new LatestDeploymentsPublisher(
                TestEventLog.outbox(database), new ObjectMapper().findAndRegisterModules());
        var queue = new RecomputationQueue(sql, mine);
        var builds = new BuildRepository(sql);
        var deployments = new DeploymentRepository(sql);
        settings = new CurrentSettings(sql, mine);
        attempts = new RecomputationAttempts(queue, settings, sql, delivery);
        backlog = new RecomputationBacklog(sql, attempts);
        projection = new DeliveryProjection(
                new ChangeRepository(sql),
                builds,
                new PullRequestRepository(sql),
                new AbbreviatedCommits(sql),
                new DeploymentAggregator(deployments, builds, new AbbreviatedCommits(sql), tiers, latest),
                new IncidentAggregator(new IncidentRepository(sql), tiers),
                queue,
                SilentEvent.of());
        recomputation = new Recomputation(
                queue,
                attempts,
                settings,
                new TierReassignment(
                        TestOwnership.tierOverrides(database), tiers, new EnvironmentTierRepository(sql), latest),
                new BuildHeads(builds, latest),
                starts,
                new LinkRecomputation(
                        deployments,
                        new ChainHistoryRepository(sql),
                        new DeploymentLinkRepository(sql),
                        new IncidentAttribution(new IncidentLinkRepository(sql, mine)),
                        mine,
                        sql,
                        activeTransaction()),
                new RollupWriter(sql),
                TestOwnership.history(database),
                sql);
    }

    private static TransactionSynchronizationRegistry activeTransaction() {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                DeliveryReplica.class.getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) -> Status.STATUS_ACTIVE);
    }

    public void project(List<GoldenEvent> events) {
        postgres.transaction(() -> projection.apply(events));
    }

    /** Recomputes the services of one claim and returns their number. */
    int recompute(Supplier<List<String>> claim) {
        var claimed = claim.get();
        if (!claimed.isEmpty()) {
            postgres.transaction(() -> recomputation.run(claimed));
        }
        return claimed.size();
    }

    public void recomputeAll() {
        while (recompute(attempts::claimBatch) + recompute(attempts::claimOutdated) > 0) {
            // The next claim.
        }
    }
}
