package dev.milepost.delivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.inventory.EnvironmentList.ListedEnvironment;
import dev.milepost.delivery.inventory.EnvironmentList.Position;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The environments of 300,000 deployments of 100,000 services. */
class EnvironmentListTest {

    private static final List<String> ALL = List.of("%");
    private static final Position BEGIN = new Position("", "");

    private static Postgres postgres;
    private static EnvironmentList environments;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        postgres = Postgres.start();
        var sql = new Sql(postgres.database());
        sql.update("insert into delivery_service select 'many-' || n from generate_series(1, 100000) n");
        sql.update("insert into delivery_service values ('odd')");
        sql.update("""
                insert into deployment (service, environment, deployment_id, tier, status, finished_at)
                select 'many-' || n, name, 'd', tier, 'success', '2026-06-01Z'::timestamptz + n * interval '1 second'
                from generate_series(1, 100000) n
                cross join (values ('prod-eu', 'production'), ('staging', 'staging'), ('test', 'testing')) as e (name, tier)
                """);
        sql.update("""
                insert into deployment (service, environment, deployment_id, tier, status, finished_at) values
                    ('odd', 'Ämter (Production)', 'd1', 'other', 'failure', '2026-07-01Z'),
                    ('odd', 'prod-eu', 'd1', 'staging', 'success', '2026-07-02Z'),
                    ('odd', 'prod-eu', 'd2', 'staging', 'failure', '2026-07-03Z'),
                    ('odd', 'begun', 'd1', 'other', null, null)
                """);
        sql.update("analyze");
        environments = new EnvironmentList(sql);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void listsEnvironmentsWithTheirTiersAndLatestDeployments() {
        assertThat(environments.find(search(null, ALL, 10), BEGIN))
                .containsExactly(
                        new ListedEnvironment("begun", "other", null, null),
                        listed("prod-eu", "production", "2026-06-02T03:46:40Z", "2026-06-02T03:46:40Z"),
                        listed("prod-eu", "staging", "2026-07-03T00:00:00Z", "2026-07-02T00:00:00Z"),
                        listed("staging", "staging", "2026-06-02T03:46:40Z", "2026-06-02T03:46:40Z"),
                        listed("test", "testing", "2026-06-02T03:46:40Z", "2026-06-02T03:46:40Z"),
                        listed("Ämter (Production)", "other", "2026-07-01T00:00:00Z", null));
    }

    @Test
    void findsEnvironmentsByPartsOfTheirNames() {
        assertThat(environments.find(search("PROD", ALL, 10), BEGIN))
                .extracting(ListedEnvironment::name)
                .containsExactly("prod-eu", "prod-eu", "Ämter (Production)");
        assertThat(environments.find(search("nowhere", ALL, 10), BEGIN)).isEmpty();
    }

    @Test
    void pagesThroughEachEnvironmentOnce() {
        var all = new ArrayList<ListedEnvironment>();
        var page = environments.find(search(null, ALL, 1), BEGIN);
        while (page.size() > 1) {
            all.add(page.get(0));
            page = environments.find(
                    search(null, ALL, 1),
                    new Position(page.get(0).name(), page.get(0).tier()));
        }
        all.addAll(page);

        assertThat(all).isEqualTo(environments.find(search(null, ALL, 10), BEGIN));
    }

    @Test
    void showsRestrictedCallersTheEnvironmentsOfTheirServices() {
        assertThat(environments.find(search(null, List.of("od_", "o%"), 10), BEGIN))
                .extracting(ListedEnvironment::name)
                .containsExactly("begun", "prod-eu", "Ämter (Production)");
        assertThat(environments.find(search(null, List.of(), 10), BEGIN)).isEmpty();
    }

    /** A second for a page leaves room for slow machines; a page takes a few milliseconds. */
    @Test
    void readsPagesAlongTheIndex() {
        environments.find(search(null, ALL, 100), BEGIN);
        var begin = System.nanoTime();
        environments.find(search(null, ALL, 100), BEGIN);

        var took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    private static ListedEnvironment listed(String name, String tier, String seen, @Nullable String deployed) {
        return new ListedEnvironment(
                name, tier, Instant.parse(seen), deployed == null ? null : Instant.parse(deployed));
    }

    private static NameSearch search(@Nullable String text, List<String> visible, int limit) {
        return NameSearch.of("environments", text, null, limit, visible);
    }
}
