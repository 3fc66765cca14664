package dev.milepost.slo.counting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.sql.Sql;
import dev.milepost.slo.corrections.ExcludedTime;
import dev.milepost.slo.counting.BadEvents.BadEventQuery;
import dev.milepost.slo.objectives.EventFilter;
import dev.milepost.slo.objectives.Exclusions;
import dev.milepost.slo.objectives.FieldPath;
import dev.milepost.slo.objectives.RatioIndicator;
import dev.milepost.slo.objectives.SliEvent;
import dev.milepost.slo.objectives.TimeRange;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of what outcomes keep of events, and of what is read of it at once. */
class OutcomeSizeTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID GREATEST = new UUID(-1L, -1L);
    private static final int LARGE = 300_000;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "漢", "😀"})
    void cutsUnreadLabels(String character) throws IOException {
        var count = count("data.status == 'success'");
        var event = event("""
                {"team": "%1$s", "target": {"a": "%1$s"}, "task_id": "t", "step": ["%1$s"], "service_id": "\\u0000%1$s"}
                """.formatted(character.repeat(LARGE)));

        var kept = count.kept(event);

        assertThat(kept.data().toString()).hasSizeLessThan(600);
        assertThat(kept.data().path("task_id").textValue()).isEqualTo("t");
        assertThat(count.kept(kept)).isEqualTo(kept);
        assertThat(OutcomeLabels.of(List.of(kept))).isEqualTo(OutcomeLabels.of(List.of(event)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.team.startsWith('a')",
                "data['team'] == ''",
                "data.team.name == ''",
                "data.exists(name, data[name] == '')"
            })
    void keepsReadLabels(String filter) throws IOException {
        var team = "a".repeat(LARGE);

        var kept = count(filter).kept(event("{\"team\": \"" + team + "\"}"));

        assertThat(kept.data().path("team").textValue()).isEqualTo(team);
    }

    /** Fields that a filter reads are stored at any length, and many small events can change many large outcomes. */
    @Test
    void readsStoredEventsInPortions() {
        var fired = new ArrayList<OutcomesChanged>();
        var sql = new Sql(postgres.database());
        var outcomes = new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>(fired::add));
        var counts = countsOfAnEmptyDatabase();
        for (int i = 0; i < 12; i++) {
            outcomes.merge(EventGroups.of(counts, List.of(golden(i, NOON, TextNode.valueOf("a".repeat(LARGE))))));
        }
        assertThat(pageSizes()).hasSize(12).containsOnly(1);
        fired.clear();

        outcomes.merge(EventGroups.of(
                counts,
                IntStream.range(0, 12)
                        .mapToObj(i -> golden(i, NOON.plusSeconds(1), TextNode.valueOf("")))
                        .toList()));

        assertThat(fired)
                .allSatisfy(changed -> assertThat(changed.changes().stream()
                                .mapToLong(change ->
                                        SliEventJson.write(change.before()).length())
                                .sum())
                        .isLessThanOrEqualTo(OutcomeRepository.MOST_READ));
        assertThat(fired.stream().mapToInt(changed -> changed.changes().size()).sum())
                .isEqualTo(12);
        assertThat(sql.query("select outcome || ' ' || count from slo_count where count > 0", row -> row.getString(1)))
                .containsExactly("good 12");
    }

    /** The tree of a list of empty objects is thirty times as large as its text. */
    @Test
    void readsTreesOfStoredEventsInPortions() {
        var fired = new ArrayList<OutcomesChanged>();
        var sql = new Sql(postgres.database());
        var outcomes = new OutcomeRepository(sql, new CountRepository(sql), new NoOpEvent<>(fired::add));
        var counts = countsOfAnEmptyDatabase();
        var nested = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, 30_000).forEach(i -> nested.addObject());
        for (int i = 0; i < 10; i++) {
            outcomes.merge(EventGroups.of(counts, List.of(golden(i, NOON, nested))));
        }
        fired.clear();

        outcomes.merge(EventGroups.of(
                counts,
                IntStream.range(0, 10)
                        .mapToObj(i -> golden(i, NOON.plusSeconds(1), TextNode.valueOf("")))
                        .toList()));

        assertThat(fired)
                .allSatisfy(changed -> assertThat(changed.changes().stream()
                                .mapToLong(change -> heapUse(change.before()))
                                .sum())
                        .isLessThanOrEqualTo(OutcomeRepository.MOST_TREES));
        assertThat(fired.stream().mapToInt(changed -> changed.changes().size()).sum())
                .isEqualTo(10);
    }

    /** Empties the database, and begins to count the events without a note. */
    private static List<IndicatorCount> countsOfAnEmptyDatabase() {
        var sql = new Sql(postgres.database());
        sql.update("truncate slo_counted_definition, slo_indicator, slo_outcome, slo_count cascade");
        var id = sql.query("""
                insert into slo_indicator (digest, documents, began_at) values ('one', '[]', now()) returning id
                """, row -> row.getInt(1)).get(0);
        sql.update("""
                insert into slo_counted_definition (slo, version, digest, documents, indicator, since)
                values ('sizes', 1, 'one', '[]', ?, now())
                """, id);
        return List.of(new IndicatorCount(id, count("data.note == ''").indicator()));
    }

    private static long heapUse(List<SliEvent> events) {
        return events.isEmpty() ? 0 : JsonHeapUse.of(SliEventJson.write(events).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the numbers of bad events on the pages, from the newest on. */
    private static List<Integer> pageSizes() {
        var badEvents = new BadEvents(new Sql(postgres.database()));
        var range = new TimeRange(NOON.minusSeconds(60), NOON.plusSeconds(60));
        var sizes = new ArrayList<Integer>();
        var before = range.to();
        var beforeKey = GREATEST;
        for (boolean more = true; more; ) {
            var page = badEvents.find(new BadEventQuery(
                    "sizes",
                    count("data.note == ''").indicator(),
                    range,
                    before,
                    beforeKey,
                    100,
                    ExcludedTime.NONE,
                    true));
            var last = page.rows().get(page.rows().size() - 1);
            before = last.at();
            beforeKey = last.key();
            more = page.more();
            sizes.add(page.rows().size());
        }
        return sizes;
    }

    private static IndicatorCount count(String good) {
        return new IndicatorCount(
                1,
                new RatioIndicator(
                        Set.of("x.y"),
                        List.of(new FieldPath("data.task_id")),
                        Optional.empty(),
                        new Exclusions(List.of()),
                        EventFilter.of(good),
                        false));
    }

    private static SliEvent event(String data) throws IOException {
        return new SliEvent("/test", "1", "x.y", NOON, json(data), null);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static GoldenEvent golden(int task, Instant at, JsonNode note) {
        var data =
                JsonNodeFactory.instance.objectNode().put("task_id", "t" + task).set("note", note);
        var identity = UUID.nameUUIDFromBytes((task + at.toString()).getBytes(StandardCharsets.UTF_8));
        return new GoldenEvent(identity, "/test", identity.toString(), "x.y", true, at, at, null, Map.of(), data);
    }
}
