package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasureStep.ErasureScope;
import dev.milepost.security.erasure.ErasureStep.Part;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of a table, of all types of columns, in a real PostgreSQL. */
class PersonalDataTableTest {

    private static final int ROWS = 1_234;
    private static final ErasureScope SCOPE =
            new ErasureScope("person-1", TestErasedNames.of("user:default/anna", "anna@example.org", "anna-m"));

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

    @BeforeEach
    void fill() {
        sql.update("drop table if exists thing");
        sql.update("""
                create table thing (at timestamptz, id uuid, plain text, list text[], tree json, binary_tree jsonb, bytes bytea,
                    kind text)
                """);
        sql.update("""
                insert into thing
                select '2026-06-01Z'::timestamptz + (n / 3) * interval '1 microsecond', gen_random_uuid(),
                    'by user:default/anna', array['anna-m', 'joe'], '{"n": 1.50, "by": "anna-m"}',
                    '{"by": ["anna@example.org"]}', convert_to('{"by": "anna-m"}', 'UTF8'), case when mod(n, 2) = 0 then 'a' end
                from generate_series(1, %d) n
                """.formatted(ROWS));
        sql.update("insert into thing values ('2027-06-01Z', gen_random_uuid(), null, null, null, null, null, null)");
    }

    private static PersonalDataTable table() {
        return new PersonalDataTable(
                sql, "thing", List.of("at", "id"), List.of("plain", "list", "tree", "binary_tree", "bytes"));
    }

    @Test
    void replacesNamesInAllTypesOfColumns() {
        var total = runAll(table());

        assertThat(total.read()).isEqualTo(ROWS + 1);
        assertThat(total.changed()).isEqualTo(ROWS);
        assertThat(sql.query(
                        "select distinct plain, list::text, tree::text, binary_tree::text, convert_from(bytes, 'UTF8') as bytes from thing where plain is not null",
                        row -> List.of(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5))))
                .containsExactly(List.of(
                        "by user:default/person-1",
                        "{person-1,joe}",
                        "{\"n\": 1.50, \"by\": \"person-1\"}",
                        "{\"by\": [\"person-1\"]}",
                        "{\"by\": \"person-1\"}"));
    }

    @Test
    void readsTheTableInBoundedParts() {
        var part = table().run(SCOPE, null);

        assertThat(part.read()).isEqualTo(500);
        assertThat(part.position()).isNotNull();
    }

    /** What a restart does: the part that was not committed is repeated. */
    @Test
    void repeatsPartsWithoutChangingMore() {
        var first = table().run(SCOPE, null);
        assertThat(table().run(SCOPE, null).changed()).isZero();
        assertThat(table().run(SCOPE, first.position()).changed()).isEqualTo(500);

        runAll(table());

        assertThat(runAll(table()).changed()).isZero();
        assertThat(left()).isZero();
    }

    /** A row that was changed between the reading and the writing keeps its new value, and the next pass finds it. */
    @Test
    void leavesRowsThatOthersChangeToTheNextPass() throws SQLException {
        sql.update(
                "delete from thing where plain is not null and id <> (select id from thing where plain is not null limit 1)");
        try (var other = postgres.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update thing set plain = 'new, by anna-m' where plain is not null");
            var committed = new Thread(() -> {
                try {
                    Thread.sleep(500);
                    other.commit();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            committed.start();

            runAll(table());

            committed.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(plain()).containsExactly("new, by anna-m");
        runAll(table());
        assertThat(plain()).containsExactly("new, by person-1");
    }

    @Test
    void changesOnlyRowsOfTheCondition() {
        runAll(new PersonalDataTable(
                sql, "thing", List.of("at", "id"), List.of("plain"), Map.of("plain", "kind is not null")));

        assertThat(sql.query(
                        "select count(*) from thing where plain like '%anna%' and kind is null", row -> row.getLong(1)))
                .containsExactly((long) (ROWS + 1) / 2);
        assertThat(sql.query(
                        "select count(*) from thing where plain like '%anna%' and kind = 'a'", row -> row.getLong(1)))
                .containsExactly(0L);
    }

    private static List<String> plain() {
        return sql.query("select plain from thing where plain is not null", row -> row.getString(1));
    }

    private static long left() {
        return sql.query(
                        "select count(*) from thing where thing::text like '%anna%' or encode(bytes, 'escape') like '%anna%'",
                        row -> row.getLong(1))
                .get(0);
    }

    static Part runAll(ErasureStep step) {
        return runAll(step, null, 0, 0);
    }

    private static Part runAll(ErasureStep step, @Nullable String position, long read, long changed) {
        var part = step.run(SCOPE, position);
        var total = Part.last(read + part.read(), changed + part.changed());
        return part.position() == null ? total : runAll(step, part.position(), total.read(), total.changed());
    }

    @Test
    void readsUtf8Only() {
        sql.update("update thing set bytes = ?", (Object) "by anna-m".getBytes(StandardCharsets.UTF_16));

        runAll(table());

        assertThat(sql.query("select distinct bytes from thing where bytes is not null", row -> row.getBytes(1)))
                .containsExactly("by anna-m".getBytes(StandardCharsets.UTF_16));
    }
}
