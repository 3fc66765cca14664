package dev.milepost.policy.decisions;

import static dev.milepost.policy.decisions.Samples.AT;
import static dev.milepost.policy.decisions.Samples.decision;
import static dev.milepost.policy.decisions.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.milepost.delivery.facts.ProductionDeployments;
import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.decisions.UnapprovedDeployments.UnapprovedDeployment;
import dev.milepost.policy.engines.Status;
import dev.milepost.testing.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deployments to production that no decision allowed. */
class UnapprovedDeploymentsTest {

    private static Postgres postgres;
    private static Sql sql;
    private static DecisionRepository repository;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        repository = new DecisionRepository(sql, Samples.JSON);
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate policy_decision, policy_result, deployment, deployment_report");
    }

    @Test
    void listsDeploymentsWithoutApproval() {
        deploy("payments", "allowed", "c-allowed", AT);
        deploy("payments", "denied", "c-denied", AT);
        deploy("payments", "later", "c-later", AT);
        deploy("payments", "never", "c-never", AT);
        deploy("payments", "unknown", null, AT);
        deploy("payments", "artifact", null, AT);
        deploy("orders", "other-service", "c-allowed", AT);
        deploy("payments", "old", "c-never", AT.minus(Duration.ofDays(90)));
        sql.update("""
                insert into deployment_report (service, environment, deployment_id, identity, event_time, event_key, artifact)
                values ('payments', 'prod', 'artifact', ?, ?, 'x', ?)
                """, UUID.randomUUID(), AT, ProductionDeployments.artifactKey("pkg:oci/payments"));
        decide("payments", "c-allowed", null, AT.minusSeconds(9), Outcome.DENY);
        decide("payments", "c-allowed", null, AT.minusSeconds(5), Outcome.WARN);
        var denied = decide("payments", "c-denied", null, AT.minusSeconds(5), Outcome.DENY);
        decide("payments", "c-denied", null, AT.minusSeconds(9), Outcome.ALLOW);
        decide("payments", "c-later", null, AT.plusSeconds(5), Outcome.ALLOW);
        decide("payments", null, "pkg:oci/payments", AT.minusSeconds(5), Outcome.ALLOW);
        var unapproved = new UnapprovedDeployments(new ProductionDeployments(sql), repository);

        var found = unapproved.find(null, AT.minus(Duration.ofDays(30)), newest(), 100);

        assertThat(found.next()).isNull();
        assertThat(found.items())
                .extracting(UnapprovedDeployment::deploymentId, UnapprovedDeployment::reason)
                .containsExactlyInAnyOrder(
                        tuple("denied", "denied"),
                        tuple("later", "never_evaluated"),
                        tuple("never", "never_evaluated"),
                        tuple("unknown", "never_evaluated"),
                        tuple("other-service", "never_evaluated"));
        assertThat(found.items().stream().filter(one -> one.reason().equals("denied")))
                .extracting(UnapprovedDeployment::decisionId)
                .containsExactly(denied);
        assertThat(unapproved
                        .find("orders", AT.minus(Duration.ofDays(30)), newest(), 100)
                        .items())
                .hasSize(1);
    }

    @Test
    void pagesDeploymentsWithoutApproval() {
        for (int i = 0; i < 30; i++) {
            deploy("s-" + i % 3, "d-" + i, "c-" + i, AT.plusSeconds(i / 4));
        }
        var unapproved = new UnapprovedDeployments(new ProductionDeployments(sql), repository);
        var seen = new ArrayList<String>();
        var position = newest();
        while (position != null) {
            var found = unapproved.find(null, AT, position, 4);
            found.items().forEach(one -> seen.add(one.deploymentId()));
            position = found.next();
        }

        assertThat(seen).hasSize(30).doesNotHaveDuplicates();
    }

    private static ProductionDeployments.Position newest() {
        return new ProductionDeployments.Position(AT.plus(Duration.ofDays(1)), "", "", "");
    }

    private static void deploy(String service, String id, @Nullable String commit, Instant at) {
        sql.update("""
                insert into deployment (service, environment, deployment_id, tier, status, finished_at, commit_sha)
                values (?, 'prod', ?, 'production', 'success', ?, ?)
                """, service, id, at, commit);
    }

    private static UUID decide(
            String service, @Nullable String commit, @Nullable String artifact, Instant at, Outcome outcome) {
        var one = decision(Samples.about(service, commit, artifact), at, null, result("p", Status.FAIL, outcome));
        repository.add(one, null);
        return one.id();
    }
}
