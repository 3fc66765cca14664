package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Long chains are linked in parts, each in a transaction of its own. */
class LongChainTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private static Postgres postgres;
    private static Sql sql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @AfterEach
    void empty() {
        DeliveryRows.truncate(sql);
    }

    /** A law: whatever the parts, all together are what one transaction would have linked. */
    @Seeds(bounded = 6, all = 60)
    void linksInPartsWhatItLinksAtOnce(long seed) {
        var random = new Random(seed);
        var events = DeliveryRows.read(RandomHistory.withoutContradictions(seed, 80));
        Collections.shuffle(events, random);
        var inParts = replica(1 + random.nextInt(4), 1 + random.nextInt(20));
        int done = 0;
        while (done < events.size()) {
            int next = Math.min(events.size(), done + 1 + random.nextInt(40));
            inParts.project(events.subList(done, next));
            if (random.nextBoolean()) {
                inParts.recompute(inParts.attempts::claimBatch);
            }
            done = next;
        }
        inParts.recomputeAll();
        var linked = DeliveryRows.all(sql);
        assertThat(inParts.backlog.events()).isZero();
        DeliveryRows.truncate(sql);

        var atOnce = new DeliveryReplica(postgres, Map.of());
        atOnce.project(events);
        atOnce.recomputeAll();

        assertThat(linked).isEqualTo(DeliveryRows.all(sql));
    }

    @Test
    void linksALimitedNumberOfDeploymentsInOneTransaction() {
        var replica = replica(3, 1_000);
        replica.project(deployments("d", 10));

        assertThat(linked(replica)).containsExactly(3, 6, 9, 10);
    }

    @Test
    void endsAPartAfterALimitedNumberOfChanges() {
        var replica = replica(1_000, 4);
        var sample = sample();
        replica.project(IntStream.range(0, 12)
                .mapToObj(i -> sample.change("commit-" + i, NOON.plusSeconds(10 * i)))
                .toList());
        replica.project(deployments("d", 12));

        assertThat(linked(replica)).containsExactly(4, 8, 12);
    }

    /** What is left of the events of the service: the lag must not be 0 before the end. */
    @Test
    void keepsItsShareOfTheLag() {
        var replica = replica(4, 1_000);
        replica.project(deployments("d", 10));
        var lag = new ArrayList<Long>();

        do {
            lag.add(replica.backlog.events());
        } while (replica.recompute(replica.attempts::claimBatch) > 0);

        assertThat(lag).containsExactly(10L, 6L, 2L, 0L);
    }

    /** The numbers are those before or after an event, never some of both. */
    @Test
    void replacesAtOnceWhatIsLinked() {
        var replica = replica(3, 1_000);
        replica.project(deployments("d", 10));
        replica.recomputeAll();

        replica.project(List.of(sample().deployment("earlier", "production", "x", NOON.minusSeconds(60))));

        assertThat(linked(replica)).containsExactly(11);
    }

    @Test
    void linksDeploymentsOfOneMomentTogether() {
        var replica = replica(2, 1_000);
        replica.project(IntStream.range(0, 5)
                .mapToObj(i -> sample().deployment("d" + i, "production", "commit-" + i, NOON))
                .toList());

        assertThat(linked(replica)).containsExactly(5);
    }

    /** The number of links after each transaction. */
    private static List<Integer> linked(DeliveryReplica replica) {
        var counts = new ArrayList<Integer>();
        while (replica.recompute(replica.attempts::claimBatch) > 0) {
            counts.add(sql.query("select count(*) from deployment_link", row -> row.getInt(1))
                    .get(0));
        }
        return counts;
    }

    private static List<GoldenEvent> deployments(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> sample().deployment(prefix + i, "production", "commit-" + i, NOON.plusSeconds(10 * i + 1)))
                .toList();
    }

    private static DeliverySample sample() {
        return new DeliverySample(EventReaders.reader(), "payments");
    }

    private static DeliveryReplica replica(int deployments, int changes) {
        return new DeliveryReplica(postgres, Map.of(), new RecomputationStartRepository(sql, deployments, changes));
    }
}
