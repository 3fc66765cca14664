package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventOrder;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often the database is asked while a chain is linked. */
class PreloadedCommitChainsTest {

    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final FailureRules FAILURES = new FailureRules(Duration.ofHours(24), true);

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

    /** The first deployment reaches all commits before it. */
    @Test
    void loadsTheCommitsBeforeTheFirstDeploymentInParts() {
        store(IntStream.range(0, 20_000)
                .mapToObj(i -> change(i, i == 0 ? List.of() : List.of(i - 1)))
                .toList());
        var repository = new CountingRepository();

        var graph = walk(repository, 19_999);

        assertThat(graph.reached()).hasSize(20_000);
        assertThat(repository.asked).isLessThan(60);
        assertThat(repository.changesRead).isLessThan(25_000);
    }

    /** A commit with many parents, of which each was committed after those that were loaded before it. */
    @Test
    void readsNoChangeManyTimes() {
        var roots = IntStream.range(0, 5_000).boxed().toList();
        store(roots.stream().map(i -> change(i, List.of())).toList());
        store(List.of(change(
                5_000, IntStream.range(0, 5_000).map(i -> 4_999 - i).boxed().toList())));
        var repository = new CountingRepository();

        var graph = walk(repository, 5_000);

        assertThat(graph.reached()).hasSize(5_001);
        assertThat(repository.changesRead).isLessThan(30_000);
    }

    private CommitGraph walk(ChainHistoryRepository repository, int head) {
        var starts = new RecomputationStarts();
        starts.startNoLaterThan(service, START);
        var deployment = new Deployment(
                new Deployment.Key(service, "production", "d"),
                "production",
                "success",
                START.plus(Duration.ofDays(1)),
                "commit-" + head,
                null,
                null,
                null,
                null,
                null);
        var loaded = new CommitGraph[1];
        postgres.transaction(() -> {
            var history = PreloadedCommitChains.load(
                    repository, starts, List.of(deployment), FAILURES, RecomputationMemory.ofHeap());
            loaded[0] = new CommitGraph(history.of(service, "production"));
            assertThat(loaded[0].traverse("commit-" + head, START).complete()).isTrue();
        });
        return loaded[0];
    }

    private static void store(List<Change> changes) {
        new ChangeRepository(sql).upsert(changes);
    }

    private Change change(int number, List<Integer> parents) {
        return new Change(
                service,
                "commit-" + number,
                START.plusSeconds(number),
                parents.stream().map(parent -> "commit-" + parent).toList(),
                false,
                EventOrder.of(START, "commit-" + number, "/test"));
    }

    private static final class CountingRepository extends ChainHistoryRepository {

        private int asked;
        private int changesRead;

        private CountingRepository() {
            super(sql);
        }

        @Override
        List<Change> findChanges(Collection<CommitKey> commits, RecomputationMemory memory) {
            return counted(super.findChanges(commits, memory));
        }

        @Override
        List<Change> findCommittedUntil(String service, Instant until, int limit, RecomputationMemory memory) {
            return counted(super.findCommittedUntil(service, until, limit, memory));
        }

        private List<Change> counted(List<Change> found) {
            asked++;
            changesRead += found.size();
            return found;
        }
    }
}
