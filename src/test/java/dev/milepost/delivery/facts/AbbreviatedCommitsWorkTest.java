package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.delivery.facts.ChangeRepository.UpsertedChange;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looking up abbreviated commits reads as many rows as it finds, however many names begin alike. */
class AbbreviatedCommitsWorkTest {

    private static Postgres postgres;
    private static Sql sql;
    private static AbbreviatedCommits abbreviations;

    /** The planner takes all tables to be empty, as they were when they were analyzed. */
    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        abbreviations = new AbbreviatedCommits(sql);
        sql.update("analyze");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Test
    void readsNoCommitThatOnlyBeginsAlike() {
        sql.update("""
                insert into abbreviated_commit
                select 'alike', 'production', 'd' || d, 'abcdef1' || lpad(to_hex(d * 250 + c), 12, '0')
                from generate_series(1, 20) d, generate_series(1, 250) c
                """);
        sql.update("""
                insert into build
                select 'alike', gen_random_uuid(), 'abcdef1' || lpad(to_hex(b), 12, '0'), now(), b
                from generate_series(1, 1000) b
                """);
        sql.update("""
                insert into incident (source, incident_id, service, tier, commit_sha)
                select 'a', i, 'alike', 'production', 'abcdef1' || lpad(to_hex(i), 12, '0')
                from generate_series(1, 1000) i
                """);
        var changes = insertChanges("alike", 500, "abcdef1ffff%029x");

        assertThat(rowsRead(() -> {
                    assertThat(abbreviations.findNaming(changes, new RecomputationRequests()))
                            .isEmpty();
                }))
                .isLessThan(1_000);
    }

    @Test
    void readsWhatAChangeMakesKnown() {
        sql.update("""
                insert into abbreviated_commit
                select 'known', 'production', 'd' || d, substr('abcdef1000000000000000000000000000000000', 1, digits)
                from generate_series(7, 39) digits, generate_series(1, 3) d
                """);
        var changes = insertChanges("known", 1, "abcdef1%033x");

        assertThat(abbreviations.findNaming(changes, new RecomputationRequests()))
                .extracting(Deployment.Key::id)
                .containsExactlyInAnyOrder("d1", "d2", "d3");
    }

    @Test
    void findsNothingForChangesOfAnAmbiguousBeginning() {
        sql.update("""
                insert into abbreviated_commit
                select 'ambiguous', 'production', 'd' || d, 'abcdef1' from generate_series(1, 1000) d
                """);
        assertThat(abbreviations.findNaming(
                        insertChanges("ambiguous", 1, "abcdef1a%032x"), new RecomputationRequests()))
                .hasSize(1_000);
        assertThat(abbreviations.findNaming(
                        insertChanges("ambiguous", 1, "abcdef1b%032x"), new RecomputationRequests()))
                .hasSize(1_000);
        var changes = insertChanges("ambiguous", 100, "abcdef1c%032x");

        assertThat(rowsRead(() -> {
                    assertThat(abbreviations.findNaming(changes, new RecomputationRequests()))
                            .isEmpty();
                }))
                .isLessThan(1_000);
    }

    @Test
    void readsNoChangeThatIsNoSha() {
        insertChanges("junk", 20_000, "abcdef1-%07d");
        insertChanges("junk", 1, "abcdef1%033x");
        var found = new ArrayList<String>();

        assertThat(rowsRead(() -> found.addAll(
                        sql.query("select full_commit('junk', 'abcdef1') as commit", row -> row.getString("commit")))))
                .isLessThan(100);
        assertThat(found).containsExactly("abcdef1%033x".formatted(0));
    }

    /** Each beginning of a full SHA is a condition of the index, not a filter of what it finds. */
    @Test
    void looksUpBeginningsInIndexes() {
        assertThat(indexConditions("abbreviated_commit", "abbreviated_commit_by_name"))
                .contains("commit_sha =");
        assertThat(indexConditions("build", "build_by_abbreviation")).contains("commit_sha =");
        assertThat(indexConditions("incident", "incident_by_abbreviation")).contains("commit_sha =");
    }

    private static String indexConditions(String table, String index) {
        var plan = new ArrayList<String>();
        postgres.transaction(() -> {
            sql.update("set local enable_seqscan = off");
            plan.addAll(sql.query(
                    "explain " + AbbreviatedCommits.NAMED,
                    row -> row.getString(1),
                    List.of("any"),
                    List.of("abcdef1%033x".formatted(0))));
        });
        int scan = IntStream.range(0, plan.size())
                .filter(line -> plan.get(line).contains("using " + index + " on " + table))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", plan)));
        return plan.get(scan + 1);
    }

    private static List<UpsertedChange> insertChanges(String service, int count, String name) {
        var names = IntStream.range(0, count).mapToObj(name::formatted).toList();
        sql.update("""
                insert into change (service, commit_sha, committed_at, event_time, event_key)
                select ?, commit_sha, now(), now(), commit_sha from unnest(?::text[]) commit_sha
                """, service, names);
        return names.stream()
                .map(commit -> new UpsertedChange(service, commit, false))
                .toList();
    }

    /** The rows of tables, and entries of indexes, that the work reads. */
    private static long rowsRead(Runnable work) {
        var read = new long[1];
        postgres.transaction(() -> {
            Supplier<Long> rows = () -> sql.query("""
                    select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
                    where relnamespace = current_schema::regnamespace
                    """, row -> row.getLong(1)).get(0);
            long before = rows.get();
            work.run();
            read[0] = rows.get() - before;
        });
        return read[0];
    }
}
