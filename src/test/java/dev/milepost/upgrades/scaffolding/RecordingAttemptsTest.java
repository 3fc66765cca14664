package dev.milepost.upgrades.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recording that ends the process leaves only what was stored before it began. */
@QuarkusTest
@Tag("service")
class RecordingAttemptsTest {

    @Inject
    Sql sql;

    @Inject
    RunRepository runs;

    @Inject
    DueRuns due;

    @Inject
    RunRecording recording;

    private final TemplatePublisher publisher = new TemplatePublisher();
    private final RunReport.Key key =
            new RunReport.Key("attempts", UUID.randomUUID().toString());

    @BeforeEach
    void store() {
        publisher.publishModule("base", publisher.module("base", "1.0.0")).statusCode(201);
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@base\", range: \"*\"}]"))
                .statusCode(201);
        // Not due yet, so that only this test records it.
        sql.update(
                """
                insert into scaffold_run (source, task_id, status, template, template_version, service, completed_at, due_at)
                values (?, ?, 'success', ?, '1.0.0', 'svc', ?, ?)
                """,
                key.source(),
                key.taskId(),
                publisher.name("path"),
                Instant.now(),
                Instant.now().plus(Duration.ofHours(1)));
    }

    private ScaffoldRun run() {
        return runs.findByIdOptional(key).orElseThrow().toRun();
    }

    /** As a recording that ends the process. */
    private void begin() {
        assertThat(due.begin(due.claim(run(), Instant.now()).orElseThrow())).isPresent();
    }

    private @Nullable String text(String column) {
        return sql.query(
                        "select array[" + column
                                + "::text] as value from scaffold_run where source = ? and task_id = ?",
                        row -> List.of((String[]) row.getArray("value").getArray()),
                        key.source(),
                        key.taskId())
                .get(0)
                .get(0);
    }

    @Test
    void recordsARunThatWasBegunAFewTimes() {
        for (int i = 1; i < DueRuns.MAX_RECORDINGS; i++) {
            begin();
        }

        recording.record(run());

        assertThat(text("failure")).isEqualTo("No event contains the parameter values of this run.");
        assertThat(text("lock_digest")).startsWith("sha256:");
    }

    @Test
    void givesUpARunThatWasBegunTooOften() {
        for (int i = 0; i < DueRuns.MAX_RECORDINGS; i++) {
            begin();
        }

        recording.record(run());

        assertThat(text("failure")).startsWith("The recording of this run failed, or ended the process, 5 times.");
        assertThat(text("coalesce(due_at::text, 'none')")).isEqualTo("none");
        assertThat(due.claim(run(), Instant.now())).isEmpty();
    }

    /** A run can wait for its version for any time. */
    @Test
    void countsNoClaimOfARunThatWaitsForItsVersion() {
        sql.update("update scaffold_run set template_version = '9.9.9' where task_id = ?", key.taskId());
        for (int i = 0; i < 2 * DueRuns.MAX_RECORDINGS; i++) {
            recording.record(run());
        }

        assertThat(text("recordings")).isEqualTo("0");
        assertThat(text("failure")).isEqualTo("The registry does not have the run's version.");
    }
}
