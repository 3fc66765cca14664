package dev.milepost.upgrades.behind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.milepost.catalog.ownership.TestOwnership;
import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.ReleaseGaps.Severity;
import dev.milepost.templates.registry.ReleasedVersions;
import dev.milepost.testing.Postgres;
import dev.milepost.upgrades.behind.ServiceBehind.LastPlan;
import dev.milepost.upgrades.behind.ServiceBehind.Offer;
import dev.milepost.upgrades.behind.ServiceBehind.OpenUpgrade;
import dev.milepost.upgrades.behind.ServicesBehind.BehindQuery;
import dev.milepost.upgrades.outcomes.TestUpgrades;
import dev.milepost.upgrades.plans.TestPlans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is behind, among 5,000 services in PostgreSQL. */
class ServicesBehindTest {

    private static final Instant NOW = Instant.parse("2026-06-10T00:00:00Z");
    private static final int SERVICES = 5_000;

    private static Postgres postgres;
    private static Sql sql;
    private static ServicesBehind services;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        var database = postgres.database();
        sql = new Sql(database);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        services = new ServicesBehind(
                ReleasedVersions.gaps(database),
                TestOwnership.history(database),
                TestOwnership.groups(database),
                TestUpgrades.of(database),
                TestPlans.statistics(database, clock),
                clock);
        var registry = new PublishedRows(sql);
        for (int n = 0; n < 10; n++) {
            var at = NOW.minus(Duration.ofDays(100 - n));
            var changelog = n == 7 ? "{\"security\": [\"CVE-2026-1\"]}" : "{\"added\": [\"all\"]}";
            registry.publish("quarkus-service", "1.%d.0".formatted(n), at, false, changelog);
            registry.publish("node-service", "1.%d.0".formatted(n), at, false, changelog);
        }
        registry.promote("quarkus-service", "1.9.0");
        registry.promote("node-service", "1.4.0");
        // Of each service: what the catalog says, a run, and an upgrade.
        sql.update("""
                insert into service_history (service, valid_from, origin, team, template, template_version)
                select 'service-' || lpad(n::text, 4, '0'), ?::timestamptz + kind * interval '1 day',
                    (array['catalog', 'scaffold', 'upgrade'])[kind + 1],
                    case when kind = 0 then 'team-' || n % 50 end,
                    case when kind > 0 then case when n % 10 = 0 then 'node-service' else 'quarkus-service' end end,
                    case when kind > 0 then '1.' || (case when kind = 1 then 0 else n % 10 end) || '.0' end
                from generate_series(1, ?) n, generate_series(0, 2) kind
                """, NOW.minus(Duration.ofDays(50)), SERVICES);
        sql.update("analyze");
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate service_upgrade, upgrade_plan_summary, group_member");
    }

    @Test
    void listsVersionAndWhatIsMissed() {
        var found = find("quarkus-service", null, 1, "service-0000", 2);

        assertThat(found)
                .containsExactly(
                        new ServiceBehind(
                                "service-0001",
                                "team-1",
                                "quarkus-service",
                                "1.1.0",
                                "1.9.0",
                                false,
                                8,
                                8,
                                NOW.minus(Duration.ofDays(98)),
                                Severity.SECURITY,
                                null,
                                null,
                                null),
                        new ServiceBehind(
                                "service-0002",
                                "team-2",
                                "quarkus-service",
                                "1.2.0",
                                "1.9.0",
                                false,
                                7,
                                7,
                                NOW.minus(Duration.ofDays(97)),
                                Severity.SECURITY,
                                null,
                                null,
                                null));
        assertThat(find("quarkus-service", null, 2, "service-0006", 2))
                .extracting(ServiceBehind::service, ServiceBehind::severity)
                .containsExactly(tuple("service-0007", Severity.CHANGE), tuple("service-0011", Severity.SECURITY));
    }

    @Test
    void filtersByTemplateTeamAndDistance() {
        assertThat(find("node-service", null, 1, "", SERVICES)).hasSize(500);
        assertThat(find(null, null, 1, "", SERVICES)).hasSize(4_500);
        assertThat(find(null, null, 0, "", SERVICES)).hasSize(SERVICES);
        assertThat(find(null, null, 8, "", SERVICES)).hasSize(500);
        assertThat(find(null, null, 10, "", SERVICES)).isEmpty();
        assertThat(find("unknown", null, 1, "", SERVICES)).isEmpty();
        assertThat(find(null, "team-7", 1, "", SERVICES))
                .hasSize(100)
                .allMatch(service -> "team-7".equals(service.team()));

        sql.update("insert into group_member values ('all', 'team-7', 'group:default/all')");
        assertThat(find(null, "all", 1, "", SERVICES)).hasSize(100);
    }

    @Test
    void pagesByName() {
        var found = new ArrayList<ServiceBehind>();
        var part = find(null, null, 1, "", 700);
        while (!part.isEmpty()) {
            found.addAll(part);
            part = find(null, null, 1, part.get(part.size() - 1).service(), 700);
        }
        assertThat(found).isEqualTo(find(null, null, 1, "", SERVICES));
    }

    @Test
    void tellsUpgradesOffersAndConflicts() {
        sql.update("""
                insert into service_upgrade (service, template, version, state, state_at, state_key, repository,
                    pull_request, offered_at, campaign) values
                ('service-0001', 'quarkus-service', '1.8.0', 'opened', ?, '', 'github.com/acme/orders', '7', null, null),
                ('service-0001', 'quarkus-service', '1.1.0', 'opened', ?, '', 'github.com/acme/orders', '6', null, null),
                ('service-0001', 'quarkus-service', '1.9.0', null, null, null, null, null, ?, 'c'),
                ('service-0002', 'quarkus-service', '1.9.0', 'declined', ?, '', null, null, ?, 'c')
                """, NOW, NOW, NOW, NOW, NOW);
        sql.update("""
                insert into upgrade_plan_summary values
                ('service-0001', 'quarkus-service', '1.1.0', '1.9.0', ?, 3, 2),
                ('service-0002', 'quarkus-service', '1.0.0', '1.9.0', ?, 3, 2)
                """, NOW, NOW);

        var found = find("quarkus-service", null, 1, "", 2);
        assertThat(found.get(0).openUpgrade()).isEqualTo(new OpenUpgrade("1.8.0", NOW, "github.com/acme/orders", "7"));
        assertThat(found.get(0).offer()).isEqualTo(new Offer("1.9.0", NOW, "c"));
        assertThat(found.get(0).lastPlan()).isEqualTo(new LastPlan("1.9.0", NOW, 3, 2));
        assertThat(found.get(1).openUpgrade()).isNull();
        assertThat(found.get(1).offer()).isNull();
        assertThat(found.get(1).lastPlan()).isNull();
    }

    /** The history is read once, and then only for the services of the page: 15,000 rows take some milliseconds. */
    @Test
    void readsHistoryOnce() {
        int rows = 3 * SERVICES;
        assertThat(rowsRead(() -> find(null, null, 1, "", 101))).isLessThan(rows + 2_000);
        assertThat(rowsRead(() -> find("quarkus-service", null, 8, "service-4000", 101)))
                .isLessThan(rows + 2_000);
        assertThat(rowsRead(() -> find(null, "team-7", 1, "", 101))).isLessThan(rows + 2_000);
    }

    /** Rows of the history that the statements of a transaction read, by index or not. */
    private static long rowsRead(Runnable work) {
        var read = new ArrayList<Long>();
        postgres.transaction(() -> {
            long before = rowsRead();
            work.run();
            read.add(rowsRead() - before);
        });
        return read.get(0);
    }

    private static long rowsRead() {
        return sql.query("""
                select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) as rows from pg_stat_xact_user_tables
                where relname = 'service_history'
                """, row -> row.getLong("rows")).get(0);
    }

    private static List<ServiceBehind> find(
            @Nullable String template, @Nullable String team, int behindBy, String after, int limit) {
        return services.find(new BehindQuery(template, team, behindBy, after, limit));
    }
}
