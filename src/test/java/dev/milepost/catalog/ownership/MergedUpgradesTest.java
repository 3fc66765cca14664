package dev.milepost.catalog.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The golden path version of a service follows from its merged upgrades. */
class MergedUpgradesTest {

    private static final Instant TEN = Instant.parse("2026-06-10T10:00:00Z");

    private static Postgres postgres;
    private static Sql sql;
    private static ServiceHistory history;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        history = TestOwnership.history(postgres.database());
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate service_history");
    }

    @Test
    void movesVersionAndKeepsTeam() {
        apply(List.of(upgrade("1.1.0", 60), scaffolded("payments", "1.0.0", 0)));

        var periods = history.findPeriods(List.of("orders")).getOrDefault("orders", List.of());
        assertThat(periods).hasSize(2);
        assertThat(periods.get(1))
                .isEqualTo(new OwnershipPeriod(
                        TEN.plusSeconds(60), "payments", null, null, null, null, "quarkus-service", "1.1.0"));
        assertThat(versionAt(59)).isEqualTo("payments 1.0.0");
        assertThat(versionAt(60)).isEqualTo("payments 1.1.0");
    }

    @Test
    void followsLaterRunAndCatalog() {
        apply(List.of(scaffolded("payments", "1.0.0", 0), upgrade("1.1.0", 60), scaffolded("ledger", "2.0.0", 120)));
        assertThat(versionAt(120)).isEqualTo("ledger 2.0.0");

        catalog("1.0.5", 130);
        apply(List.of(upgrade("2.1.0", 140)));
        assertThat(versionAt(150)).isEqualTo("team 1.0.5");
    }

    @Test
    void knowsServiceByUpgradeAlone() {
        apply(List.of(upgrade("1.1.0", 60)));

        assertThat(versionAt(60)).isEqualTo("null 1.1.0");
    }

    /** A law: the answers of SQL and of the timeline are equal, whatever the order of the events. */
    @Seeds(bounded = 20, all = 200)
    void answersEqually(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<GoldenEvent>();
        for (int n = 0; n < 8; n++) {
            var version = "1.%d.0".formatted(n);
            events.add(
                    random.nextBoolean()
                            ? upgrade(version, random.nextInt(10))
                            : scaffolded(random.nextBoolean() ? "t" + n : null, version, random.nextInt(10)));
        }
        if (random.nextBoolean()) {
            catalog(random.nextBoolean() ? "3.0.0" : null, random.nextInt(10));
        }
        apply(events);
        var before = history.findPeriods(List.of("orders"));
        for (int second = 0; second < 10; second++) {
            var moment = TEN.plusSeconds(second);
            var period = before.getOrDefault("orders", List.of()).stream()
                    .filter(known -> !known.validFrom().isAfter(moment))
                    .reduce((one, other) -> other);
            assertThat(versionAt(second))
                    .isEqualTo(period.map(known -> known.team() + " " + known.templateVersion())
                            .orElse("unknown"));
        }
        sql.update("delete from service_history where origin <> 'catalog'");
        Collections.shuffle(events, random);
        events.forEach(event -> apply(List.of(event)));
        assertThat(history.findPeriods(List.of("orders"))).isEqualTo(before);
    }

    private static String versionAt(int second) {
        var known = history.findAt(TEN.plusSeconds(second)).get("orders");
        return known == null ? "unknown" : known.team() + " " + known.templateVersion();
    }

    private static void catalog(@Nullable String version, int second) {
        sql.update("""
                insert into service_history (service, valid_from, origin, team, template, template_version)
                values ('orders', ?, 'catalog', 'team', ?, ?)
                """, TEN.plusSeconds(second), version == null ? null : "quarkus-service", version);
    }

    private static void apply(List<GoldenEvent> events) {
        new ScaffoldProjection(sql, SilentEvent.of()).apply(events);
    }

    private static GoldenEvent scaffolded(@Nullable String team, String version, int second) {
        return event(
                "scaffold.completed",
                version,
                second,
                data -> data.put("team", team).put("status", "success"));
    }

    private static GoldenEvent upgrade(String version, int second) {
        return event("upgrade.merged", version, second, data -> data);
    }

    private interface Data {
        ObjectNode with(ObjectNode data);
    }

    private static GoldenEvent event(String type, String version, int second, Data more) {
        var id = UUID.randomUUID();
        var at = TEN.plusSeconds(second);
        var data = more.with(JsonNodeFactory.instance
                .objectNode()
                .put("template_id", "quarkus-service")
                .put("template_version", version));
        return new GoldenEvent(id, "test", id.toString(), type, true, at, at, "orders", Map.of(), data);
    }
}
