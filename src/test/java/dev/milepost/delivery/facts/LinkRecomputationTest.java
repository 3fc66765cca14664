package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.ownership.TestOwnership;
import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments are read without their lists of commits, and the lists later, in parts. */
class LinkRecomputationTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private static final int DEPLOYMENTS = 8;

    /** Of each deployment. Two such lists are within 4 MiB. */
    private static final int COMMITS = 16_000;

    private static final long MOST_READ = 4 << 20;

    private static Postgres postgres;
    private static Sql sql;

    private final String service = "service-" + System.nanoTime();

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    static Stream<Named<UnaryOperator<Deployment>>> changes() {
        return Stream.of(
                Named.of("no more", deployment -> deployment),
                Named.of("a failure", deployment -> changed(deployment, deployment.tier(), "failure", NOON)),
                Named.of("another tier", deployment -> changed(deployment, "staging", "success", NOON)),
                Named.of(
                        "a later end",
                        deployment ->
                                changed(deployment, deployment.tier(), "success", NOON.plusSeconds(DEPLOYMENTS))));
    }

    /** The change requests another recomputation. This one takes only the list of commits from it. */
    @ParameterizedTest
    @MethodSource("changes")
    void linksADeploymentAsItWasFirstRead(UnaryOperator<Deployment> change) {
        new ChangeRepository(sql).upsert(List.of(change("a"), change("b"), change("c")));
        var first = deployment(1, List.of("a"));
        new DeploymentRepository(sql).upsert(List.of(first, deployment(2, List.of("a", "b", "c"))));
        var beside = new DeploymentRepository(new Sql(postgres.databaseBeside()));

        relink(NOON, new DeploymentRepository(sql) {
            @Override
            List<SucceededDeployment> findSucceeded(RecomputationStarts moments, RecomputationMemory memory) {
                var found = super.findSucceeded(moments, memory);
                beside.upsert(List.of(change.apply(first.withCommits(List.of("a", "c")))));
                return found;
            }
        });

        assertThat(deliveries()).isEqualTo(Map.of("a", "d1", "b", "d2", "c", "d1"));
        assertThat(sql.query(
                        "select * from deployment_link where service = ? and deployment_id = 'd1'",
                        row -> row.getString("tier") + " " + Sql.instant(row, "finished_at"),
                        service))
                .containsExactly("production " + first.finishedAt());
    }

    /** Deployment n lists the changes 0 to n, a commit that all list, and commits that no other lists. */
    @Test
    void readsListsInPartsAndLinksTheFirstThatLists() {
        new ChangeRepository(sql)
                .upsert(IntStream.range(0, DEPLOYMENTS)
                        .mapToObj(n -> change("change-" + n))
                        .toList());
        var repository = new RecordingRepository();
        repository.upsert(IntStream.range(0, DEPLOYMENTS)
                .mapToObj(n -> deployment(n, listed(n)))
                .toList());

        relink(NOON, repository);
        var linkedOnce = deliveries();
        repository.upsert(List.of(deployment(-60, List.of())));
        relink(NOON.minusSeconds(60), repository);

        var expected =
                IntStream.range(0, DEPLOYMENTS).boxed().collect(Collectors.toMap(n -> "change-" + n, n -> "d" + n));
        assertThat(linkedOnce).isEqualTo(expected);
        assertThat(deliveries()).isEqualTo(expected);
        assertThat(sql.query("select count(*) from awaited_change where service = ?", row -> row.getLong(1), service))
                .containsExactly(1L + DEPLOYMENTS * (COMMITS - 1));
        assertThat(sql.query(
                        "select since from awaited_change where service = ? and commit_sha = 'of-all'",
                        row -> Objects.requireNonNull(Sql.instant(row, "since")),
                        service))
                .containsExactly(NOON);
        assertThat(repository.read)
                .hasSizeBetween(DEPLOYMENTS, 2 * DEPLOYMENTS)
                .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(MOST_READ));
    }

    /** Records the size of the lists of each read. */
    private static final class RecordingRepository extends DeploymentRepository {

        private final List<Long> read = new ArrayList<>();

        private RecordingRepository() {
            super(sql);
        }

        @Override
        Map<Deployment.Key, List<String>> findCommits(Collection<Deployment.Key> keys) {
            var found = super.findCommits(keys);
            read.add(found.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(commit -> commit.length() + 61)
                    .sum());
            return found;
        }
    }

    private void relink(Instant start, DeploymentRepository deployments) {
        var recomputation = new LinkRecomputation(
                deployments,
                new ChainHistoryRepository(sql),
                new DeploymentLinkRepository(sql),
                new IncidentAttribution(new IncidentLinkRepository(sql, TestSettings.DEFAULTS)),
                TestSettings.DEFAULTS,
                sql,
                activeTransaction());
        var starts = new RecomputationStarts();
        starts.startNoLaterThan(service, start);
        var services = List.of(service);
        postgres.transaction(() -> recomputation.relink(new RecomputationBatch(
                services,
                starts,
                List.of(),
                new DimensionLookup(sql, TestOwnership.history(postgres.database()), services),
                new ContributionChanges(),
                RecomputationMemory.ofHeap())));
    }

    private static TransactionSynchronizationRegistry activeTransaction() {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                LinkRecomputationTest.class.getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) -> Status.STATUS_ACTIVE);
    }

    private Change change(String commit) {
        return new Change(service, commit, NOON, List.of(), false, EventOrder.of(NOON, commit, "/test"));
    }

    private Deployment deployment(int seconds, List<String> commits) {
        var key = new Deployment.Key(service, "production", "d" + seconds);
        return new Deployment(
                key, "production", "success", NOON.plusSeconds(seconds), null, commits, null, null, null, null);
    }

    private static Deployment changed(Deployment deployment, String tier, String status, Instant finishedAt) {
        return new Deployment(
                deployment.key(), tier, status, finishedAt, null, deployment.commits(), null, null, null, null);
    }

    private static List<String> listed(int deployment) {
        var commits = new ArrayList<String>();
        commits.add("of-all");
        IntStream.rangeClosed(0, deployment).forEach(n -> commits.add("change-" + n));
        IntStream.range(1, COMMITS).forEach(n -> commits.add("%02d%038x".formatted(deployment, n)));
        return commits;
    }

    /** The deployment of each delivered change. */
    private Map<String, String> deliveries() {
        return sql
                .query(
                        "select commit_sha, deployment_id from delivery where service = ?",
                        row -> Map.entry(row.getString("commit_sha"), row.getString("deployment_id")),
                        service)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
