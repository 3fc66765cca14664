package dev.milepost.upgrades.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.outcomes.ServiceUpgrades.OutcomeTotals;
import dev.milepost.upgrades.outcomes.ServiceUpgrades.ServiceUpgrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outcomes of upgrades in PostgreSQL, from their events. */
class ServiceUpgradesTest {

    private static final Instant TEN = Instant.parse("2026-06-10T10:00:00Z");
    private static final List<String> TYPES = List.of(
            "upgrade.offered",
            "upgrade.opened",
            "upgrade.merged",
            "upgrade.declined",
            "upgrade.failed",
            "scaffold.completed");

    private static Postgres postgres;
    private static Sql sql;
    private static ServiceUpgrades upgrades;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        upgrades = new ServiceUpgrades(sql);
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate service_upgrade");
    }

    @Test
    void takesStateOfLatestEvent() {
        apply(List.of(event("upgrade.merged", "orders", "1.1.0", 90), event("upgrade.opened", "orders", "1.1.0", 60)));
        apply(List.of(event("upgrade.offered", "orders", "1.1.0", 10), event("upgrade.opened", "stock", "1.1.0", 20)));

        assertThat(only("orders"))
                .isEqualTo(new ServiceUpgrade(
                        "orders",
                        "quarkus-service",
                        "1.1.0",
                        "merged",
                        TEN.plusSeconds(90),
                        "github.com/acme/orders",
                        "90",
                        TEN.plusSeconds(10),
                        "campaign-10"));
        assertThat(only("stock").isOpen()).isTrue();
        assertThat(upgrades.count("quarkus-service", TEN, TEN.plusSeconds(70)))
                .containsExactly(new OutcomeTotals("1.1.0", 2, 0, 0, 0));
        assertThat(upgrades.count("quarkus-service", TEN, TEN.plusSeconds(100)))
                .containsExactly(new OutcomeTotals("1.1.0", 2, 1, 0, 0));
    }

    @Test
    void knowsOffersWithoutOutcome() {
        apply(List.of(event("upgrade.offered", "orders", "1.1.0", 10)));

        assertThat(only("orders").state()).isNull();
        assertThat(only("orders").campaign()).isEqualTo("campaign-10");
    }

    @Test
    void readsRunsOfUpgrades() {
        apply(List.of(
                run("orders", "upgrade", "failure"),
                run("stock", "upgrade", "success"),
                run("shop", "create", "failure")));

        assertThat(only("orders").state()).isEqualTo("failed");
        assertThat(only("stock").state()).isEqualTo("merged");
        assertThat(upgrades.find(List.of("shop"))).isEmpty();
    }

    /** A law: the rows are a function of the set of events, whatever their order and batches. */
    @Seeds(bounded = 20, all = 200)
    void ignoresOrderOfEvents(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<GoldenEvent>();
        for (int n = 0; n < 30; n++) {
            events.add(event(
                    TYPES.get(random.nextInt(TYPES.size())),
                    random.nextBoolean() ? "orders" : "stock",
                    random.nextBoolean() ? "1.1.0" : "1.2.0",
                    random.nextInt(12)));
        }
        apply(events);
        var before = rows();

        for (int times = 0; times < 3; times++) {
            empty();
            Collections.shuffle(events, random);
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(8));
                apply(events.subList(from, to));
                from = to;
            }
            assertThat(rows()).isEqualTo(before);
        }
    }

    private static List<String> rows() {
        return sql.query("select u::text from service_upgrade u order by service, version", row -> row.getString(1));
    }

    private static ServiceUpgrade only(String service) {
        var found = upgrades.find(List.of("orders", "stock")).getOrDefault(service, List.of());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void apply(List<GoldenEvent> events) {
        new UpgradeProjection(upgrades).apply(events);
    }

    private static GoldenEvent event(String type, String service, String version, int second) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("template_id", "quarkus-service")
                .put("template_version", version)
                .put("repository", "github.com/acme/orders")
                .put("pr_id", second);
        if (type.equals("upgrade.offered")) {
            data.put("campaign_id", "campaign-" + second);
        }
        if (type.equals("scaffold.completed")) {
            data.put("task_id", "t").put("kind", "upgrade").put("status", second % 2 == 0 ? "success" : "failure");
        }
        return golden(type, service, TEN.plusSeconds(second), data);
    }

    private static GoldenEvent run(String service, String kind, String status) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("template_id", "quarkus-service")
                .put("template_version", "1.1.0")
                .put("task_id", "t")
                .put("kind", kind)
                .put("status", status);
        return golden("scaffold.completed", service, TEN, data);
    }

    private static GoldenEvent golden(String type, String service, Instant at, JsonNode data) {
        var id = UUID.randomUUID();
        return new GoldenEvent(id, "test", id.toString(), type, true, at, at, service, Map.of(), data);
    }
}
