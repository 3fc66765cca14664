package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service may have any number of deployments and changes, with any number of commits. */
class RecomputationMemoryTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final RecomputationMemory ENOUGH = new RecomputationMemory(64 << 20);

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
    void refusesAHistoryBeyondTheMemory() {
        var changes = new ChangeRepository(new Sql(postgres.database()));
        changes.upsert(IntStream.range(0, 1_000).mapToObj(i -> change("c" + i)).toList());
        var history = new ChainHistoryRepository(new Sql(postgres.database()));
        var from = List.of(NOON.minusSeconds(1));
        var until = List.of(NOON);

        assertThat(history.findCommittedBetween(List.of("payments"), from, until, ENOUGH))
                .hasSize(1_000);
        assertThatThrownBy(() -> history.findCommittedBetween(
                        List.of("payments"), from, until, new RecomputationMemory(400_000)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400,000 bytes");
    }

    /** The changes to the rollups are kept until all services are recomputed. */
    @Test
    void leavesOutWhatTheChangesTake() {
        var changes = new ContributionChanges();
        changes.incidents(List.of(), Collections.nCopies(1_000, incidentLink()));
        var memory = new RecomputationMemory(150_500).beside(changes);
        Sql.Row<Integer> row = memory.taking(result -> 1, one -> 0);
        var result = (ResultSet) Proxy.newProxyInstance(
                ResultSet.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException();
                });

        assertThat(changes.bytes()).isEqualTo(150_000);
        assertThatCode(() -> row.of(result)).doesNotThrowAnyException();
        assertThatThrownBy(() -> row.of(result)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsTheParentsOfAChange() {
        var few = new Change("payments", "c", NOON, List.of("p"), false, EventOrder.of(NOON, "e", "/test"));
        var many = new Change(
                "payments",
                "c",
                NOON,
                IntStream.range(0, 1_000).mapToObj(i -> "p" + i).toList(),
                false,
                EventOrder.of(NOON, "e", "/test"));

        assertThat(many.bytes() - few.bytes()).isGreaterThan(200_000);
    }

    /** 50 of these deployments have a million commits together. */
    @Test
    void readsDeploymentsWithoutTheirCommits() {
        var repository = new DeploymentRepository(new Sql(postgres.database()));
        var commits =
                IntStream.range(0, 20_000).mapToObj(i -> "%040x".formatted(i)).toList();
        repository.upsert(List.of(deployment("listed", commits), deployment("empty", List.of())));
        repository.upsert(List.of(new Deployment(
                new Deployment.Key("orders", "production", "head"),
                "production",
                "success",
                NOON,
                "a",
                null,
                null,
                null,
                null,
                null)));

        var starts = new RecomputationStarts();
        starts.startNoLaterThan("orders", NOON);
        var found = repository.findSucceeded(starts, ENOUGH);

        assertThat(found)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.deployment().commits()).isNull());
        var bytes =
                Map.of("listed", List.of(2_000_000L, 2_100_000L), "empty", List.of(1L, 100L), "head", List.of(0L, 0L));
        assertThat(found).allSatisfy(one -> {
            var expected =
                    Objects.requireNonNull(bytes.get(one.deployment().key().id()));
            assertThat(one.bytes()).isBetween(expected.get(0), expected.get(1));
        });
    }

    private static Change change(String commit) {
        return new Change("payments", commit, NOON, List.of(), false, EventOrder.of(NOON, commit, "/test"));
    }

    private static IncidentLink incidentLink() {
        var dimension = new ServiceDimension(1, "payments", null, null, null, null, null);
        return new IncidentLink(
                new Incident.Key("/test", "i"), "payments", "production", dimension, NOON, null, null, null);
    }

    private static Deployment deployment(String id, List<String> commits) {
        var key = new Deployment.Key("orders", "production", id);
        return new Deployment(key, "production", "success", NOON, null, commits, null, null, null, null);
    }
}
