package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.Backlog.Recomputing;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changed settings hold for all of the past, service by service, and on the replica that started last. */
class ChangedSettingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OTHERS = Map.of(
            "milepost.delivery.tiers.production", "*o*,qa",
            "milepost.delivery.blame-window", "2h",
            "milepost.four-keys.failures", "incidents");

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

    /** A law: what was linked with other settings becomes what would have been linked with these from the beginning. */
    @Seeds(bounded = 4, all = 40)
    void recomputesThePast(long seed) {
        var random = new Random(seed);
        var events = DeliveryRows.read(RandomHistory.withoutContradictions(seed, 80));
        var half = events.subList(0, events.size() / 2);
        var rest = events.subList(half.size(), events.size());
        var before = replica(random.nextBoolean() ? OTHERS : Map.of());
        before.settings.announce();
        before.project(half);
        before.recomputeAll();

        var after = replica(random.nextBoolean() ? Map.of() : OTHERS);
        after.settings.announce();
        after.project(rest);
        after.recomputeAll();
        var recomputed = DeliveryRows.all(sql);

        DeliveryRows.truncate(sql);
        after.project(events);
        after.recomputeAll();
        assertThat(recomputed).isEqualTo(DeliveryRows.all(sql));
        assertThat(after.backlog.recomputing()).isEmpty();
        assertThat(after.backlog.events()).isZero();
        DeliveryRows.truncate(sql);
    }

    /** Services with new events come first; a service is recomputed as a whole, and the others keep their links. */
    @Test
    void showsProgressByService() {
        var before = replica(Map.of());
        before.settings.announce();
        before.project(List.of(deployment("a", "d1"), deployment("b", "d1"), deployment("c", "d1")));
        before.recomputeAll();
        assertThat(before.backlog.recomputing()).isEmpty();

        var after = replica(OTHERS);
        after.settings.announce();
        after.project(List.of(deployment("c", "d2")));

        assertThat(after.backlog.recomputing()).contains(new Recomputing(3, 3));
        assertThat(after.recompute(after.attempts::claimBatch)).isZero();
        assertThat(after.settings.findOutdated(1)).containsExactly("c");
        assertThat(tiers()).containsExactly("a production", "b production", "c production");
        after.recompute(() -> List.of("c"));
        assertThat(after.backlog.recomputing()).contains(new Recomputing(3, 2));
        assertThat(tiers()).containsExactly("a production", "b production", "c other", "c other");
        after.recomputeAll();
        assertThat(tiers()).containsExactly("a other", "b other", "c other", "c other");
        assertThat(after.backlog.recomputing()).isEmpty();
        DeliveryRows.truncate(sql);
    }

    @Test
    void leavesServicesToTheReplicaThatStartedLast() {
        var old = replica(Map.of());
        old.settings.announce();
        old.project(List.of(deployment("a", "d1")));
        old.recomputeAll();
        var latest = replica(OTHERS);
        latest.settings.announce();
        latest.recomputeAll();

        old.settings.refresh();
        old.project(List.of(deployment("a", "d2")));
        old.recomputeAll();
        assertThat(old.settings.isCurrent()).isFalse();
        assertThat(tiers()).containsExactly("a other");

        sql.update("update delivery_settings set seen_at = now() - interval '61 seconds'");
        old.settings.refresh();
        old.recomputeAll();
        assertThat(old.settings.isCurrent()).isTrue();
        assertThat(tiers()).containsExactly("a production", "a production");
        DeliveryRows.truncate(sql);
    }

    /** The tiers of all links. The name of the environment is in production, and no glob matches it. */
    private static List<String> tiers() {
        return sql.query(
                "select service || ' ' || tier from deployment_link order by 1, deployment_id",
                row -> row.getString(1));
    }

    private static DeliveryReplica replica(Map<String, String> properties) {
        return new DeliveryReplica(postgres, properties);
    }

    private static GoldenEvent deployment(String service, String id) {
        var event = JSON.createObjectNode();
        event.put("specversion", "1.0").put("id", id).put("source", service);
        event.put("type", "com.company.deploy.completed").put("time", "2026-06-01T10:00:00Z");
        event.putObject("data")
                .put("service_id", service)
                .put("deployment_id", id)
                .put("environment", "live")
                .put("status", "success");
        return DeliveryRows.read(event);
    }
}
