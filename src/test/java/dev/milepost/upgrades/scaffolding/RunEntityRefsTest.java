package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A run can have any number of reports with many entity refs, of which one report's count. */
class RunEntityRefsTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    /** Five runs with so many are more than is read at once. */
    private static final int MANY = 20_000;

    private static Postgres postgres;
    private static RunReportRepository reports;
    private static RunProjection projection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        reports = new RunReportRepository(new Sql(postgres.database()));
        projection = new RunProjection(
                reports, new AggregatedRunRepository(new Sql(postgres.database())), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    /** A law: a run is aggregated from all its reports, of which only one is read with its entity refs. */
    @Seeds(bounded = 4, all = 20)
    void aggregatesWithEntityRefsOfOneReport(long seed) {
        var random = new Random(seed);
        var source = "/backstage/" + seed;
        var events = new ArrayList<GoldenEvent>();
        for (int event = 0; event < 24; event++) {
            int refs = List.of(-1, 0, 2, MANY).get(random.nextInt(4));
            events.add(event(source, "t" + event % 6, NOON.plusSeconds(random.nextInt(2)), refs));
        }
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(12));
            projection.apply(events.subList(from, to));
            from = to;
        }

        var all =
                events.stream().map(event -> RunReport.of(event).orElseThrow()).toList();
        var keys = all.stream().map(RunReport::run).distinct().toList();
        for (var key : keys) {
            var run = AggregatedRun.of(
                    all.stream().filter(report -> report.run().equals(key)).toList());
            assertThat(new Sql(postgres.database())
                            .query(
                                    "select entity_refs from scaffold_run where source = ? and task_id = ?",
                                    row -> Objects.requireNonNull(Sql.texts(row, "entity_refs")),
                                    source,
                                    key.taskId()))
                    .containsExactly(run.entityRefs());
        }
        assertThat(reports.find(reports.findStoredRefs(keys), List::copyOf).values().stream()
                        .flatMap(List::stream)
                        .filter(report -> report.entityRefs() != null))
                .hasSizeLessThanOrEqualTo(keys.size());
    }

    private static GoldenEvent event(String source, String task, Instant at, int refs) {
        var id = UUID.randomUUID();
        var data = JsonNodeFactory.instance.objectNode();
        data.put("task_id", task).put("template_id", "path").put("status", "success");
        if (refs >= 0) {
            var list = data.putArray("entity_refs");
            for (int i = 0; i < refs; i++) {
                list.add("component:default/" + id + i);
            }
        }
        return new GoldenEvent(id, source, id.toString(), "scaffold.completed", true, at, at, null, Map.of(), data);
    }
}
