package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.facts.RollupContributions.ChangeContribution;
import dev.milepost.delivery.facts.RollupContributions.DeploymentContribution;
import dev.milepost.delivery.facts.RollupContributions.IncidentContribution;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Seeds;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@QuarkusTest
@Tag("service")
class RollupWriterTest {

    private static final Instant START = Instant.parse("2026-05-30T00:00:00Z");
    private static final ServiceDimension PAYMENTS =
            new ServiceDimension(1, "payments", "red", null, "money", "spring", "2.1.0");
    private static final ServiceDimension ORDERS =
            new ServiceDimension(2, "orders", "red", "shop", null, "spring", null);
    private static final ServiceDimension LEGACY = new ServiceDimension(3, "legacy", null, null, null, null, null);

    // The table of its own, since what the service still has to recompute writes to that of everyone.
    private final DataSource database = database("rollups_test");
    private final RollupWriter rollups = new RollupWriter(new Sql(database));
    private final Sql sql = new Sql(database);

    @BeforeEach
    void empty() {
        sql.update("create schema if not exists rollups_test");
        sql.update("drop table if exists rollups_test.delivery_rollup");
        sql.update("create table rollups_test.delivery_rollup (like public.delivery_rollup)");
        sql.update("""
                alter table rollups_test.delivery_rollup
                add constraint delivery_rollup_pk primary key (scope, key, tier, period, starts_on)
                """);
    }

    /** A law: rows are a function of the links that there are, whatever was put in and taken out on the way. */
    @Seeds(bounded = 8, all = 25)
    void equalsSumOfRemainingFacts(long seed) {
        var random = new Random(seed);
        var live = RollupContributions.NONE;
        for (int step = 0; step < 8; step++) {
            var removed = part(live, random);
            var added = any(random, random.nextInt(40));
            rollups.apply(removed, added);
            live = with(without(live, removed), added);
        }
        var stepByStep = rows();

        sql.update("truncate delivery_rollup");
        rollups.apply(RollupContributions.NONE, live);

        assertThat(stepByStep).isEqualTo(rows());
    }

    @Test
    void deletesRowsOfRemovedFacts() {
        var all = any(new Random(3), 200);
        rollups.apply(RollupContributions.NONE, all);

        rollups.apply(all, RollupContributions.NONE);

        assertThat(rows()).isEmpty();
    }

    @Test
    void countsFactInEveryScopeOfItsService() {
        var deployment = new DeploymentContribution(PAYMENTS, "production", START, true, false, "hotfix", null);

        rollups.apply(RollupContributions.NONE, new RollupContributions(List.of(deployment), List.of(), List.of()));

        assertThat(sql.query("""
                        select concat_ws(' ', scope, key, period, starts_on, deployments, rework, failed, failed_by_hotfix,
                            deployments_without_known_change) as row
                        from delivery_rollup where period = 'day' or scope = 'organisation' order by 1
                        """, row -> row.getString("row")))
                .containsExactly(
                        "domain money day 2026-05-30 1 1 1 1 1",
                        "organisation  day 2026-05-30 1 1 1 1 1",
                        "organisation  month 2026-05-01 1 1 1 1 1",
                        "service payments day 2026-05-30 1 1 1 1 1",
                        "team red day 2026-05-30 1 1 1 1 1",
                        "template spring day 2026-05-30 1 1 1 1 1",
                        "template_version spring@2.1.0 day 2026-05-30 1 1 1 1 1");
    }

    @Test
    void excludesIncidentResolvedBeforeOpened() {
        var incident = new IncidentContribution(LEGACY, "production", START, START.minusSeconds(1), false, false);

        rollups.apply(RollupContributions.NONE, new RollupContributions(List.of(), List.of(), List.of(incident)));

        assertThat(sql.query("""
                        select concat_ws(' ', starts_on, opened, unattributed, resolved, left_out) as row
                        from delivery_rollup where scope = 'service' and period = 'day'
                        """, row -> row.getString("row"))).containsExactly("2026-05-29 0 0 0 1");
    }

    private static DataSource database(String schema) {
        var config = ConfigProvider.getConfig();
        var database = new PGSimpleDataSource();
        database.setUrl(config.getValue("quarkus.datasource.jdbc.url", String.class));
        database.setUser(config.getValue("quarkus.datasource.username", String.class));
        database.setPassword(config.getValue("quarkus.datasource.password", String.class));
        database.setCurrentSchema(schema);
        return database;
    }

    private List<String> rows() {
        return sql.query(
                "select delivery_rollup::text as row from delivery_rollup order by 1",
                row -> row.getString("row").replace("\"\\\\x\"", ""));
    }

    private static RollupContributions any(Random random, int size) {
        return new RollupContributions(
                some(size, i -> deployment(random)),
                some(size, i -> change(random)),
                some(size, i -> incident(random)));
    }

    private static <T> List<T> some(int size, Function<Integer, T> make) {
        return IntStream.range(0, size).boxed().map(make).toList();
    }

    private static DeploymentContribution deployment(Random random) {
        var failedBy = Arrays.asList(null, "incident", "rollback", "hotfix").get(random.nextInt(4));
        var finishedAt = at(random);
        return new DeploymentContribution(
                dimension(random),
                tier(random),
                finishedAt,
                random.nextBoolean(),
                random.nextBoolean(),
                failedBy,
                failedBy == null || failedBy.equals("incident")
                        ? null
                        : finishedAt.plusSeconds(random.nextInt(90_000)));
    }

    private static ChangeContribution change(Random random) {
        var rule = List.of("explicit", "ancestry", "window", "head").get(random.nextInt(4));
        var lead = random.nextLong(-1_000, random.nextInt(4) == 0 ? 2 : 9_000_000_000_000_000L);
        return new ChangeContribution(dimension(random), tier(random), at(random), lead, rule);
    }

    private static IncidentContribution incident(Random random) {
        var opened = at(random);
        var resolved = opened.plus(Duration.ofMinutes(random.nextLong(-10, 9_000)));
        return new IncidentContribution(
                dimension(random),
                tier(random),
                opened,
                random.nextBoolean() ? resolved : null,
                random.nextBoolean(),
                false);
    }

    private static ServiceDimension dimension(Random random) {
        return List.of(PAYMENTS, ORDERS, LEGACY).get(random.nextInt(3));
    }

    private static String tier(Random random) {
        return random.nextInt(4) == 0 ? "staging" : "production";
    }

    private static Instant at(Random random) {
        return START.plusSeconds(random.nextInt(4 * 86_400));
    }

    private static RollupContributions part(RollupContributions all, Random random) {
        return new RollupContributions(
                all.deployments().stream().filter(d -> random.nextBoolean()).toList(),
                all.changes().stream().filter(d -> random.nextBoolean()).toList(),
                all.incidents().stream().filter(d -> random.nextBoolean()).toList());
    }

    private static RollupContributions without(RollupContributions all, RollupContributions some) {
        return new RollupContributions(
                minus(all.deployments(), some.deployments()),
                minus(all.changes(), some.changes()),
                minus(all.incidents(), some.incidents()));
    }

    private static <T> List<T> minus(List<T> all, List<T> some) {
        var rest = new ArrayList<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private static RollupContributions with(RollupContributions some, RollupContributions more) {
        return new RollupContributions(
                plus(some.deployments(), more.deployments()),
                plus(some.changes(), more.changes()),
                plus(some.incidents(), more.incidents()));
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
