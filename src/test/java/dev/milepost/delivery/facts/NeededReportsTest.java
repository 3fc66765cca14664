package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same deployment or incident can be reported any number of times, of which a few reports are kept in memory. */
class NeededReportsTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final Deployment.Key DEPLOYMENT = new Deployment.Key("payments", "production", "d1");
    private static final Incident.Key INCIDENT = new Incident.Key("/pager", "i1");
    private static final int MANY = 1_000;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void readsFewReportsOfADeploymentWithMany() {
        var random = new Random(1);
        var repository = new DeploymentRepository(new Sql(postgres.database()));
        var reports = many(() -> deploymentEvent(random));
        repository.insertReports(reports);

        var read = repository.findReports(repository.findStoredCommits(List.of(DEPLOYMENT)), List::copyOf);
        var ofDeployment = read.getOrDefault(DEPLOYMENT, List.of());

        assertThat(ofDeployment).isNotEmpty().hasSizeLessThan(12);
        assertThat(Deployment.of(DEPLOYMENT, "production", ofDeployment))
                .isEqualTo(Deployment.of(DEPLOYMENT, "production", reports));
    }

    @Test
    void readsFewReportsOfAnIncidentWithMany() {
        var random = new Random(1);
        var repository = new IncidentRepository(new Sql(postgres.database()));
        var reports = many(() -> incidentEvent(random));
        repository.insertReports(reports);

        var read = repository.findReports(List.of(INCIDENT), List::copyOf).getOrDefault(INCIDENT, List.of());

        assertThat(read).isNotEmpty().hasSizeLessThan(12);
        assertThat(Incident.of(INCIDENT, read)).isEqualTo(Incident.of(INCIDENT, reports));
    }

    /** A law: those needed of some, with the others, are needed of all. */
    @Seeds(bounded = 200, all = 5_000)
    void needsTheSameReportsInParts(long seed) {
        var random = new Random(seed);
        var deployments = some(random, () -> deploymentEvent(random));
        var incidents = some(random, () -> incidentEvent(random));
        int some = random.nextInt(Math.min(deployments.size(), incidents.size()));

        var neededOfDeployment = new ArrayList<>(Deployment.needed(deployments.subList(0, some + 1)));
        neededOfDeployment.addAll(deployments.subList(some + 1, deployments.size()));
        var neededOfIncident = new ArrayList<>(Incident.needed(incidents.subList(0, some + 1)));
        neededOfIncident.addAll(incidents.subList(some + 1, incidents.size()));

        assertThat(Deployment.of(DEPLOYMENT, "production", Deployment.needed(neededOfDeployment)))
                .isEqualTo(Deployment.of(DEPLOYMENT, "production", deployments));
        assertThat(Incident.of(INCIDENT, Incident.needed(neededOfIncident)))
                .isEqualTo(Incident.of(INCIDENT, incidents));
    }

    private static <T> List<T> many(Supplier<T> event) {
        return Collections.nCopies(MANY, event).stream().map(Supplier::get).toList();
    }

    private static <T> List<T> some(Random random, Supplier<T> event) {
        return Collections.nCopies(1 + random.nextInt(12), event).stream()
                .map(Supplier::get)
                .toList();
    }

    private static DeploymentEvent deploymentEvent(Random random) {
        return new DeploymentEvent(
                DEPLOYMENT,
                new UUID(random.nextLong(), random.nextLong()),
                order(random),
                oneOf(random, null, "success", "failure", "cancelled"),
                oneOf(random, null, "a", "b"),
                random.nextBoolean() ? null : List.of("c" + random.nextInt(9)),
                oneOf(random, null, "hotfix", "planned"),
                random.nextBoolean() ? null : new UUID(0, random.nextInt(3)),
                oneOf(random, null, "production", "staging"),
                null);
    }

    private static IncidentEvent incidentEvent(Random random) {
        return new IncidentEvent(
                INCIDENT,
                new UUID(random.nextLong(), random.nextLong()),
                order(random),
                List.of("opened", "resolved", "reopened").get(random.nextInt(3)),
                "service-" + random.nextInt(3),
                oneOf(random, null, "production", "staging"),
                oneOf(random, null, "d1", "d2"),
                oneOf(random, null, "a", "b"),
                oneOf(random, null, "change", "external"),
                oneOf(random, null, "low", "high"),
                oneOf(random, null, "production", "staging"),
                oneOf(random, null, null, "i2"));
    }

    private static EventOrder order(Random random) {
        return EventOrder.of(NOON.plusSeconds(random.nextInt(5)), "e" + random.nextLong(), "/test");
    }

    private static @Nullable String oneOf(Random random, @Nullable String... values) {
        return values[random.nextInt(values.length)];
    }
}
