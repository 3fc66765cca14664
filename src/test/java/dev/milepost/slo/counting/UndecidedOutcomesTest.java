package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.TestDefinitions;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run without a verdict becomes bad when its time is over, once, and a report that comes still decides it. */
class UndecidedOutcomesTest {

    private static final Instant AT = Instant.parse("2026-06-05T12:34:00Z");

    private static Postgres postgres;
    private static Sql sql;
    private static OutcomeRepository outcomes;
    private static IndicatorCountRepository indicatorCounts;
    private static SloDefinition slo;
    private int id;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        outcomes = new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>());
        indicatorCounts = new IndicatorCountRepository(sql);
        slo = TestDefinitions.of(postgres.database()).require("template-success");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        sql.update("truncate slo_counted_definition, slo_indicator, slo_outcome, slo_count cascade");
        id = indicatorCounts.add("digest", slo, AT);
    }

    @Test
    void becomeBadOnce() {
        merge(run("a", AT, ""), run("b", AT, ", \"buildable\": true"));
        assertThat(counts()).containsExactly("excluded:undecided 1", "good 1");

        assertThat(expire(AT.plus(Duration.ofDays(7)).minusSeconds(1))).isFalse();
        assertThat(expire(AT.plus(Duration.ofDays(7)))).isTrue();
        assertThat(expire(AT.plus(Duration.ofDays(8)))).isFalse();

        assertThat(counts()).containsExactly("bad 1", "good 1");
        merge(run("a", AT, ""));
        assertThat(counts()).containsExactly("bad 1", "good 1");
    }

    @Test
    void areDecidedInTimeAndLate() {
        merge(run("a", AT, ""), run("b", AT, ""));

        merge(run("a", AT.plusSeconds(60), ", \"buildable\": true"));
        expire(AT.plus(Duration.ofDays(9)));
        assertThat(counts()).containsExactly("bad 1", "good 1");

        merge(run("b", AT.plusSeconds(60), ", \"buildable\": true"));
        assertThat(counts()).containsExactly("good 2");
    }

    /** What is about to be deleted gets no counts again. */
    @Test
    void ofDroppedIndicatorsStay() {
        merge(run("a", AT, ""));
        indicatorCounts.drop(List.of(id));

        assertThat(expire(AT.plus(Duration.ofDays(9)))).isFalse();
    }

    private void merge(GoldenEvent... events) {
        var groups = EventGroups.of(List.of(new IndicatorCount(id, slo.slo().indicator())), List.of(events));
        postgres.transaction(() -> outcomes.merge(groups));
    }

    private static boolean expire(Instant now) {
        var expired = new AtomicBoolean();
        postgres.transaction(() -> expired.set(outcomes.expireBatch(now)));
        return expired.get();
    }

    private static List<String> counts() {
        return sql.query(
                "select outcome || ' ' || sum(count) from slo_count group by outcome having sum(count) > 0 order by 1",
                row -> row.getString(1));
    }

    private static GoldenEvent run(String task, Instant at, String more) {
        return SampleEvents.event(
                task + "-" + at.getEpochSecond(), "scaffold.completed", at, """
                {"task_id": "%s", "template_id": "lib", "status": "success"%s}""".formatted(task, more));
    }
}
