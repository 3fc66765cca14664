package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.audit.AuditChange;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs over the audit log and a step of the test's own, in a real PostgreSQL. */
class ErasureJobTest {

    private static final int ENTRIES = 1_800;
    private static final String REF = "user:default/anna";

    private static Postgres postgres;
    private static Sql sql;

    private final List<AuditChange> audited = new ArrayList<>();
    private final List<Supplier<ErasureStep.Part>> parts = new ArrayList<>();
    private Instant now = Instant.parse("2026-06-15T12:00:00Z");
    private UUID id = UUID.randomUUID();

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
        sql.update("truncate audit_entry, erasure, erasure_change, erased_name, erasure_key");
        sql.update("""
                insert into audit_entry (id, at, actor, action, subject, before, after)
                select gen_random_uuid(), now(), ?, 'changed', 'thing', null, jsonb_build_object('by', ?::text)
                from generate_series(1, ?)
                """, REF, REF, ENTRIES);
        postgres.transaction(() -> {
            var stored = pseudonyms().add(PersonName.parse(REF, "ref").spellings(), "person-1");
            jobs().insert(id, ErasureKind.PERSON, stored.pseudonym(), "user:default/admin", now);
        });
    }

    @Test
    void replacesThePersonAndReportsIt() {
        runUntilDone();

        assertThat(named()).isZero();
        assertThat(pseudonymised()).isEqualTo(ENTRIES);
        assertThat(jobs().find(id).orElseThrow().completedAt()).isNotNull();
        assertThat(jobs().find(id).orElseThrow().pass()).isEqualTo(2);
        assertThat(jobs().findChanges(id))
                .contains(new ErasureRepository.StepChange("audit_entry", ENTRIES, ENTRIES, 0));
        assertThat(audited).extracting(AuditChange::action).containsExactly("erasures.completed");
        assertThat(audited.toString()).contains("person-1").doesNotContain("anna");
    }

    @Test
    void storesNoNameWhileItRuns() {
        assertThat(sql.query("select erased_name::text from erased_name", row -> row.getString(1)))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).doesNotContain("anna"));
        assertThat(sql.query("select erasure::text from erasure", row -> row.getString(1)))
                .allSatisfy(row -> assertThat(row).doesNotContain("anna"));
    }

    /** Each part is committed by another process, and the last one of each process is lost. */
    @Test
    void goesOnAfterRestarts() {
        for (int restarts = 0; restarts < 200 && isRunning(); restarts++) {
            var count = new AtomicInteger();
            try {
                job().runWith(part -> {
                    var more = new boolean[1];
                    postgres.transaction(() -> {
                        more[0] = part.get();
                        if (count.incrementAndGet() == 3) {
                            throw new ProcessEnded();
                        }
                    });
                    return more[0];
                });
            } catch (ProcessEnded e) {
                assertThat(named() + pseudonymised()).isEqualTo(ENTRIES);
            }
            now = now.plusSeconds(1);
        }

        assertThat(isRunning()).isFalse();
        assertThat(named()).isZero();
        assertThat(jobs().findChanges(id))
                .contains(new ErasureRepository.StepChange("audit_entry", ENTRIES, ENTRIES, 0));
    }

    private static final class ProcessEnded extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A transaction that began to write before the request and commits after it is not missed. */
    @Test
    void waitsForTransactionsFromBefore() throws SQLException {
        try (var other = postgres.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("""
                    insert into audit_entry (id, at, actor, action, subject)
                    values ('00000000-0000-0000-0000-000000000001', now(), 'user:default/anna', 'changed', 'thing')
                    """);
            for (int i = 0; i < 5; i++) {
                run();
            }
            assertThat(pseudonymised()).isZero();
            assertThat(isRunning()).isTrue();
            other.commit();
        }

        runUntilDone();

        assertThat(named()).isZero();
        assertThat(pseudonymised()).isEqualTo(ENTRIES + 1);
    }

    /** What a step finds late, such as a row that was derived from one that was not replaced yet, takes another pass. */
    @Test
    void passesUntilNothingIsFound() {
        var found = new AtomicInteger(3);
        parts.add(() -> ErasureStep.Part.last(1, found.get() > 0 && found.getAndDecrement() > 0 ? 1 : 0));

        runUntilDone();

        assertThat(jobs().find(id).orElseThrow().pass()).isEqualTo(4);
    }

    @Test
    void endsAfterSomePasses() {
        parts.add(() -> ErasureStep.Part.last(1, 1));

        runUntilDone();

        assertThat(jobs().find(id).orElseThrow().pass()).isEqualTo(5);
    }

    @Test
    void waitsForOthers() {
        var waits = new AtomicInteger(7);
        parts.add(() -> waits.getAndDecrement() > 0 ? ErasureStep.Part.untilDone(null) : ErasureStep.Part.last(1, 0));

        run();
        assertThat(isRunning()).isTrue();
        runUntilDone();

        assertThat(waits).hasNegativeValue();
    }

    /** A failure is shown without values, and the part is tried again. */
    @Test
    void triesFailedPartsAgain() {
        var failures = new AtomicInteger(2);
        parts.add(() -> {
            if (failures.getAndDecrement() > 0) {
                sql.update("insert into audit_entry (id, actor) values (null, 'user:default/anna')");
            }
            return ErasureStep.Part.last(1, 0);
        });

        run();

        assertThat(jobs().find(id).orElseThrow().failure()).isEqualTo("SQLSTATE 23502");
        runUntilDone();
        assertThat(jobs().find(id).orElseThrow().failure()).isNull();
        assertThat(named()).isZero();
    }

    /** The same person has the same pseudonym, and another another one. */
    @Test
    void keepsPseudonyms() {
        postgres.transaction(() -> {
            var again = pseudonyms().add(List.of("user:default/anna", "anna@example.org"), "person-2");
            assertThat(again).isEqualTo(new Pseudonyms.Stored("person-1", true));
            assertThat(pseudonyms().add(List.of("anna@example.org"), "person-3"))
                    .isEqualTo(new Pseudonyms.Stored("person-1", false));
            assertThat(pseudonyms().add(List.of("user:default/joe"), "person-4").pseudonym())
                    .isEqualTo("person-4");
        });
        assertThat(pseudonyms().read().replaceIn("anna@example.org user:default/joe"))
                .isEqualTo("person-1 user:default/person-4");
    }

    /** With another key, names are not recognised; they are not taken for others either. */
    @Test
    void recognisesNamesByTheirKey() {
        var other = new Pseudonyms(sql, new ErasureKey(sql, Optional.of("another key with enough characters")));

        assertThat(other.read().replaceIn(REF)).isEqualTo(REF);
        assertThat(pseudonyms().read().replaceIn(REF)).isEqualTo("user:default/person-1");
    }

    private static ErasureRepository jobs() {
        return new ErasureRepository(sql);
    }

    private static Pseudonyms pseudonyms() {
        return new Pseudonyms(sql, new ErasureKey(sql, Optional.empty()));
    }

    private ErasureJob job() {
        Erasable others = () -> parts.stream()
                .<ErasureStep>map(part -> new ErasureStep() {
                    @Override
                    public String name() {
                        return "other";
                    }

                    @Override
                    public Part run(ErasureScope scope, @org.jspecify.annotations.Nullable String position) {
                        return part.get();
                    }
                })
                .toList();
        var steps = new ErasureSteps(List.of(new SecurityPersonalData(sql), others));
        return new ErasureJob(jobs(), steps, pseudonyms(), audited::add, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void run() {
        job().runWith(part -> {
            var more = new boolean[1];
            postgres.transaction(() -> more[0] = part.get());
            return more[0];
        });
    }

    private void runUntilDone() {
        for (int i = 0; i < 100 && isRunning(); i++) {
            run();
            now = now.plus(Duration.ofSeconds(40));
        }
        assertThat(isRunning()).isFalse();
    }

    private boolean isRunning() {
        return jobs().find(id).orElseThrow().completedAt() == null;
    }

    private static long named() {
        return count("%user:default/anna%");
    }

    private static long pseudonymised() {
        return count("%user:default/person-1%user:default/person-1%")
                + count("%user:default/person-1,changed,thing,,)");
    }

    private static long count(String pattern) {
        return sql.query(
                        "select count(*) from audit_entry where audit_entry::text like ?",
                        row -> row.getLong(1),
                        pattern)
                .get(0);
    }
}
