package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.EventOrder;
import dev.milepost.events.log.TestEventLog;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A deployment can have any number of reports with many commits, of which one report's count. */
class DeploymentCommitsTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    /** The order of the last two differs between UTF-8 and UTF-16. */
    private static final List<String> IDS = List.of("a", "b", "\uFF5E", "😀");

    private static Postgres postgres;
    private static DeploymentRepository repository;
    private static DeploymentAggregator aggregator;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        repository = new DeploymentRepository(new Sql(postgres.database()));
        var json = new ObjectMapper().findAndRegisterModules();
        var latest = new LatestDeploymentsPublisher(TestEventLog.outbox(postgres.database()), json);
        var sql = new Sql(postgres.database());
        aggregator = new DeploymentAggregator(
                repository,
                new BuildRepository(sql),
                new AbbreviatedCommits(sql),
                new EnvironmentTiers(Map.of()),
                latest);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** A law: the aggregate is that of all reports, of which only one is read with its commits. */
    @Seeds(bounded = 8, all = 50)
    void aggregatesWithCommitsOfOneReport(long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<DeploymentEvent>();
        for (int deployment = 0; deployment < 3; deployment++) {
            for (var id : IDS) {
                var key = new Deployment.Key("payments", "production", seed + "/" + deployment);
                var commits = random.nextInt(3) == 0 ? null : List.of(id, "c" + random.nextInt(9));
                reports.add(report(key, NOON.plusSeconds(random.nextInt(2)), id, commits));
            }
        }
        for (int from = 0; from < reports.size(); ) {
            int to = Math.min(reports.size(), from + 1 + random.nextInt(6));
            aggregator.store(reports.subList(from, to), new RecomputationRequests());
            from = to;
        }

        var keys = Set.copyOf(reports.stream().map(DeploymentEvent::key).toList());
        assertThat(repository.find(keys)).hasSize(3).allSatisfy(deployment -> {
            var own = reports.stream()
                    .filter(report -> report.key().equals(deployment.key()))
                    .toList();
            assertThat(deployment).isEqualTo(Deployment.of(deployment.key(), EnvironmentTiers.OTHER, own));
        });
        assertThat(readWithCommits(keys)).isLessThanOrEqualTo(3);
    }

    /** Five of these deployments are more than is read at once. */
    @Test
    void aggregatesLargeDeploymentsInParts() {
        var commits =
                IntStream.range(0, 20_000).mapToObj(i -> "%040x".formatted(i)).toList();
        var keys = IntStream.range(0, 5)
                .mapToObj(i -> new Deployment.Key("orders", "production", "d" + i))
                .toList();
        for (int time = 0; time < 3; time++) {
            for (var key : keys) {
                var report = report(key, NOON.plusSeconds(time), "c", commits);
                aggregator.store(List.of(report), new RecomputationRequests());
            }
        }

        aggregator.store(
                keys.stream()
                        .map(key -> report(key, NOON.plusSeconds(9), "last", List.of("abc")))
                        .toList(),
                new RecomputationRequests());

        assertThat(repository.find(keys))
                .hasSize(5)
                .allSatisfy(deployment -> assertThat(deployment.commits()).containsExactly("abc"));
        assertThat(readWithCommits(keys)).isEqualTo(5);
    }

    /** Returns how many reports are read with commits. */
    private static long readWithCommits(Collection<Deployment.Key> keys) {
        return repository.findReports(repository.findStoredCommits(keys), List::copyOf).values().stream()
                .flatMap(List::stream)
                .filter(report -> report.commits() != null)
                .count();
    }

    private static DeploymentEvent report(Deployment.Key key, Instant at, String id, @Nullable List<String> commits) {
        var identity = UUID.nameUUIDFromBytes((key + id + at).getBytes(StandardCharsets.UTF_8));
        return new DeploymentEvent(
                key,
                identity,
                EventOrder.of(at, id, "/test"),
                "success",
                "c" + id,
                commits,
                "planned",
                null,
                null,
                null);
    }
}
