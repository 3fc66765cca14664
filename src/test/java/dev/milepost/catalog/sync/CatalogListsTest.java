package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.OwnerNames;
import dev.milepost.catalog.sync.EntityList.Filter;
import dev.milepost.catalog.sync.EntityList.ListedEntity;
import dev.milepost.catalog.sync.TeamList.ListedTeam;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.NameSearch;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists of entities and teams, in a catalog of 100,000 services. */
class CatalogListsTest {

    private static final List<String> ALL = List.of("%");

    private static Postgres postgres;
    private static EntityList entities;
    private static TeamList teams;
    private static CatalogLookup lookup;

    @BeforeAll
    static void fill() throws Exception {
        postgres = Postgres.start();
        var sql = new Sql(postgres.database());
        sql.update("""
                insert into catalog_entity (entity_ref, kind, telemetry_key, content, content_hash, changed_at, processed_at)
                select 'component:default/many-' || n, 'component', 'many-' || n, jsonb_build_object(
                    'metadata', jsonb_build_object('name', 'many-' || n),
                    'spec', jsonb_build_object('type', case when n % 1000 = 0 then 'library' else 'service' end,
                        'owner', 'team-' || n % 500)), 'x', now(), now()
                from generate_series(1, 100000) n
                """);
        sql.update("""
                insert into service_history (service, valid_from, origin, team)
                select 'many-' || n, '2026-01-01', 'catalog', 'team-' || n % 500 from generate_series(1, 100000) n
                """);
        for (var entity : List.of(
                "component:default/payments-api|payments-api|{\"metadata\": {\"title\": \"The Payments\"}, \"spec\": {\"type\": \"website\", \"owner\": \"Group:default/Alpha\", \"system\": \"shop\"}}",
                "component:finance/ledger|ledger|{\"spec\": {\"type\": \"website\", \"owner\": \"alpha\"}}",
                "component:default/old|old|{\"spec\": {\"type\": \"website\", \"owner\": \"alpha\"}}",
                "api:default/payments|payments|{\"spec\": {\"type\": \"openapi\", \"owner\": \"user:jane\"}}",
                "group:default/alpha||{\"spec\": {\"type\": \"team\"}}",
                "group:finance/alpha||{\"spec\": {\"type\": \"team\"}}",
                "group:default/zulu||{\"spec\": {\"type\": \"team\"}}")) {
            var parts = entity.split("\\|", 3);
            sql.update("""
                    insert into catalog_entity (entity_ref, kind, telemetry_key, content, content_hash, changed_at,
                        processed_at, orphaned_at)
                    values (?, split_part(?, ':', 1), nullif(?, ''), ?::jsonb, 'x', '2026-06-01Z', now(),
                        case when ? like '%/old' then now() end)
                    """, parts[0], parts[0], parts[1], parts[2], parts[0]);
        }
        sql.update("""
                insert into service_history (service, valid_from, origin, team) values
                    ('payments-api', '2026-01-01', 'catalog', 'alpha'), ('ledger', '2026-01-01', 'catalog', 'finance/alpha'),
                    ('payments', '2026-01-01', 'catalog', 'user:jane'), ('gone', '2026-01-01', 'scaffold', 'team-by-event')
                """);
        sql.update("analyze");
        lookup = new CatalogLookup(sql);
        entities = new EntityList(sql);
        teams = new TeamList(sql, ownerNames(sql), lookup);
    }

    /** The class is of another room, and no other room makes one. */
    private static OwnerNames ownerNames(Sql sql) throws ReflectiveOperationException {
        Constructor<OwnerNames> constructor = OwnerNames.class.getDeclaredConstructor(Sql.class);
        constructor.setAccessible(true);
        return constructor.newInstance(sql);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void listsEntitiesByKindTypeOwnerAndText() {
        assertThat(refs("api", null, null, null)).containsExactly("api:default/payments");
        assertThat(refs(null, "website", null, null))
                .containsExactly("component:default/payments-api", "component:finance/ledger");
        assertThat(refs(null, null, "alpha", null)).containsExactly("component:default/payments-api");
        assertThat(refs(null, null, "group:finance/alpha", null)).containsExactly("component:finance/ledger");
        assertThat(refs(null, null, "user:jane", null)).containsExactly("api:default/payments");
        assertThat(refs(null, null, null, "PAYMENTS"))
                .containsExactly("api:default/payments", "component:default/payments-api");
        assertThat(refs(null, null, null, "the pay")).containsExactly("component:default/payments-api");
        assertThat(refs("component", "library", null, null)).hasSize(100);
        assertThat(refs("comp", null, null, null)).isEmpty();
        assertThat(entities.find(new Filter(null, null, null), search("payments-api", "", ALL, 1)))
                .containsExactly(new ListedEntity(
                        "component:default/payments-api",
                        "component",
                        "The Payments",
                        "website",
                        "Group:default/Alpha",
                        "shop",
                        "payments-api",
                        Instant.parse("2026-06-01T00:00:00Z")));
    }

    @Test
    void listsTeamsOfTheCatalogAndOfServices() {
        assertThat(teams.find(search("alpha", "", ALL, 10)))
                .containsExactly(
                        new ListedTeam("alpha", "group:default/alpha", true),
                        new ListedTeam("finance/alpha", "group:finance/alpha", true));
        assertThat(teams.find(search("zulu", "", ALL, 10)))
                .containsExactly(new ListedTeam("zulu", "group:default/zulu", true));
        assertThat(teams.find(search("by-event", "", ALL, 10)))
                .containsExactly(new ListedTeam("team-by-event", "group:default/team-by-event", false));
        assertThat(teams.find(search("jane", "", ALL, 10)))
                .containsExactly(new ListedTeam("user:jane", "user:default/jane", false));
    }

    @Test
    void pagesThroughEachItemOnce() {
        var whole = pages(after -> teams.find(search("", after, ALL, 70)), ListedTeam::name, 70);

        assertThat(whole).hasSize(500 + 5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void showsRestrictedCallersWhatIsOfTheirServices() {
        var own = List.of("payments%", "ledger");

        assertThat(teams.find(search("", "", own, 10)))
                .extracting(ListedTeam::name)
                .containsExactly("alpha", "finance/alpha", "user:jane");
        assertThat(entities.find(new Filter(null, null, null), search("", "", own, 10)))
                .extracting(ListedEntity::entityRef)
                .containsExactly("api:default/payments", "component:default/payments-api", "component:finance/ledger");
        assertThat(lookup.findServices(search("", "", own, 10))).containsExactly("ledger", "payments", "payments-api");
        assertThat(lookup.findServices(search("", "", List.of(), 10))).isEmpty();
    }

    /** A second for a page leaves room for slow machines; a page takes a few milliseconds. */
    @Test
    void readsPagesAlongIndexes() {
        isFast(() -> teams.find(search("", "team-3", ALL, 100)), 100);
        isFast(() -> teams.find(search("nowhere", "", ALL, 100)), 0);
        isFast(() -> lookup.findServices(search("", "many-5", ALL, 100)), 100);
        isFast(() -> lookup.findServices(search("nowhere", "", ALL, 100)), 0);
        isFast(() -> entities.find(new Filter("component", null, null), search("", "", ALL, 100)), 100);
        isFast(() -> entities.find(new Filter(null, "website", null), search("", "", ALL, 100)), 2);
        isFast(
                () -> entities.find(
                        new Filter(null, null, new EntityRef("group", "default", "team-7")), search("", "", ALL, 100)),
                100);
        isFast(() -> entities.find(new Filter(null, null, null), search("nowhere", "", ALL, 100)), 0);
    }

    private static void isFast(Supplier<List<?>> list, int size) {
        assertThat(list.get()).hasSizeGreaterThanOrEqualTo(size);
        var begin = System.nanoTime();
        var found = list.get();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(found.stream().limit(size)).hasSize(size);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static List<String> refs(
            @Nullable String kind, @Nullable String type, @Nullable String owner, @Nullable String text) {
        var ref = owner == null
                ? null
                : EntityRef.parse(owner, "group", "default").orElseThrow();
        return entities.find(new Filter(kind, type, ref), search(text, "", ALL, 1_000)).stream()
                .map(ListedEntity::entityRef)
                .toList();
    }

    private static <T> List<String> pages(Function<String, List<T>> list, Function<T, String> name, int limit) {
        var all = new ArrayList<String>();
        var page = list.apply("");
        while (page.size() > limit) {
            all.addAll(page.subList(0, limit).stream().map(name).toList());
            page = list.apply(all.get(all.size() - 1));
        }
        all.addAll(page.stream().map(name).toList());
        return all;
    }

    private static NameSearch search(@Nullable String text, String after, List<String> visible, int limit) {
        return NameSearch.of(
                "x", text, after.isEmpty() ? null : Cursor.of("x", after).toString(), limit, visible);
    }
}
