package dev.milepost.events.scaffolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.backstage.BackstageFailure;
import dev.milepost.security.backstage.BackstageReads.Lease;
import dev.milepost.security.backstage.BackstageReads.Reached;
import dev.milepost.testing.BackstageServer;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks are read over HTTP from a server that answers as Backstage does, and what was sent is in a real database. */
class ScaffolderTaskReaderTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final String END = "2026-06-10T10:05:00.000Z";

    private static Postgres postgres;

    private final List<Envelope> sent = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private BackstageServer backstage;
    private SentTaskRepository tasks;
    private @Nullable Instant until;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() throws IOException {
        var sql = new Sql(postgres.database());
        sql.update("delete from scaffolder_task");
        tasks = new SentTaskRepository(sql, clock);
        backstage = new BackstageServer();
    }

    @AfterEach
    void stop() {
        backstage.close();
    }

    @Test
    void sendsBeginAndEndOfSuccessfulTask() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        var output = backstage.end("t1", "completed", END).putObject("output");
        output.put("correlationId", "c-1");
        output.putArray("links").addObject().put("entityRef", "component:default/payments-api");

        read();

        assertThat(types()).containsExactly("dev.milepost.scaffold.started", "dev.milepost.scaffold.completed");
        var started = sent.get(0);
        assertThat(started.attributes())
                .containsEntry("source", "backstage/scaffolder")
                .containsEntry("id", "task/t1/started")
                .containsEntry("time", "2026-06-10T10:00:00Z");
        assertThat(started.json().path("task_id").asText()).isEqualTo("t1");
        assertThat(started.json().path("template_id").asText()).isEqualTo("spring-service");
        assertThat(started.json().path("template_version").asText()).isEqualTo("2.1.0");
        assertThat(started.json().path("service_id").asText()).isEqualTo("payments-api");
        assertThat(started.json().path("repository").asText()).isEqualTo("github.com/acme/payments-api");
        assertThat(started.json().path("initiator").asText()).isEqualTo("user:default/jane");
        assertThat(started.json().path("parameters").path("name").asText()).isEqualTo("payments-api");
        var completed = sent.get(1);
        assertThat(completed.attributes())
                .containsEntry("correlationid", "c-1")
                .containsEntry("time", "2026-06-10T10:05:00Z");
        assertThat(completed.json().path("status").asText()).isEqualTo("success");
        assertThat(completed.json().path("entity_refs").get(0).asText()).isEqualTo("component:default/payments-api");
        assertThat(completed.json().has("reason")).isFalse();
    }

    @Test
    void saysStepAndReasonOfFailureWithoutItsMessage() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        backstage.log("t1", "policy", "failed");
        var error = backstage.end("t1", "failed", END).putObject("error");
        error.put("name", "NotAllowedError").put("message", "what-a-user-entered");
        backstage.addTask("t2", "2026-06-10T10:01:00.000Z");
        backstage.log("t2", "publish", "failed");
        backstage.end("t2", "failed", END).putObject("error").put("name", "ServiceUnavailableError");
        backstage.addTask("t3", "2026-06-10T10:02:00.000Z");
        backstage.end("t3", "failed", END).put("message", "This task was marked as stale as it exceeded its timeout");

        read();

        assertThat(end("t1").path("step").asText()).isEqualTo("policy");
        assertThat(end("t1").path("reason").asText()).isEqualTo("denied_by_policy");
        assertThat(end("t1").toString()).doesNotContain("what-a-user-entered");
        assertThat(end("t2").path("step").asText()).isEqualTo("publish");
        assertThat(end("t2").path("reason").asText()).isEqualTo("service_unavailable");
        assertThat(end("t3").path("reason").asText()).isEqualTo("timed_out");
    }

    /** The scaffolder ends such a task as failed. */
    @Test
    void takesCancelledTaskForNoFailure() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        backstage.cancel("t1", "2026-06-10T10:00:30.000Z");
        backstage.log("t1", "publish", "failed");
        backstage.end("t1", "failed", END).putObject("error").put("name", "AbortError");

        read();

        assertThat(end("t1").path("status").asText()).isEqualTo("cancelled");
        assertThat(end("t1").has("step")).isFalse();
        assertThat(end("t1").has("reason")).isFalse();
    }

    @Test
    void sendsEachOnceHoweverOftenItReads() throws BackstageFailure {
        for (int i = 0; i < 45; i++) {
            backstage.addTask("t" + i, "2026-06-10T10:%02d:00.000Z".formatted(i));
            backstage.end("t" + i, "completed", END);
        }
        read();
        assertThat(sent).hasSize(90);
        var first = backstage.requests().size();

        read();
        read();

        assertThat(sent).hasSize(90);
        assertThat(backstage.requests().size() - first)
                .as("a later read asks for no task that it has read")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void followsTaskThatWasUnfinishedUntilItEnds() throws BackstageFailure {
        backstage.addTask("old", "2026-06-08T10:00:00.000Z");
        read();
        assertThat(types()).containsExactly("dev.milepost.scaffold.started");
        for (int i = 0; i < 30; i++) {
            backstage.addTask("t" + i, "2026-06-10T10:%02d:00.000Z".formatted(i));
            backstage.end("t" + i, "completed", END);
        }
        read();
        backstage.end("old", "cancelled", END);

        read();

        assertThat(end("old").path("status").asText()).isEqualTo("cancelled");
        assertThat(sent).hasSize(62);
    }

    @Test
    void sendsEndOfRetriedTaskAgain() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-08T10:00:00.000Z");
        backstage.log("t1", "publish", "failed");
        backstage.end("t1", "failed", "2026-06-08T10:05:00.000Z");
        backstage.addTask("t2", "2026-06-10T10:00:00.000Z");
        backstage.end("t2", "completed", END);
        read();
        backstage.retry("t1", "2026-06-10T11:00:00.000Z");
        read();
        backstage.end("t1", "completed", "2026-06-10T11:05:00.000Z");

        read();

        var ends = sent.stream()
                .filter(event -> event.json().path("task_id").asText().equals("t1"))
                .filter(event -> event.json().has("status"))
                .toList();
        assertThat(ends)
                .extracting(event -> event.json().path("status").asText())
                .containsExactly("failure", "success");
        assertThat(ends).extracting(event -> event.attributes().get("id")).doesNotHaveDuplicates();
    }

    @Test
    void givesTheSameEventsWhereTheyWereNotKept() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        backstage.end("t1", "completed", END);
        read();
        var before = sent.stream().map(Envelope::attributes).toList();
        sent.clear();
        new Sql(postgres.database()).update("delete from scaffolder_task");

        read();

        assertThat(sent.stream().map(Envelope::attributes)).isEqualTo(before);
    }

    @Test
    void goesOnInTheNextReadWhereThereIsMuch() throws BackstageFailure {
        for (int i = 0; i < 30; i++) {
            backstage.addTask("t" + i, "2026-06-10T10:%02d:00.000Z".formatted(i));
            backstage.end("t" + i, "completed", END);
        }

        var first = read(12);

        assertThat(first).isEqualTo(new Reached(null, false));
        read(12);
        read(12);
        assertThat(sent).hasSize(60);
    }

    @Test
    void readsNoTaskThatIsOlderThanTheHistory() throws BackstageFailure {
        backstage.addTask("t1", "2026-01-01T10:00:00.000Z");
        backstage.end("t1", "completed", "2026-01-01T10:05:00.000Z");

        read();

        assertThat(sent).isEmpty();
    }

    @Test
    void takesOtherTemplatesByTheirNameAndWithoutValues() throws BackstageFailure {
        var task = backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        task.withObject("/spec/templateInfo").putObject("entity");
        backstage.end("t1", "completed", END).putObject("output").put("entityRef", "Component:default/Shop");

        read();

        assertThat(sent.get(0).json().path("template_id").asText()).isEqualTo("spring-service");
        assertThat(sent.get(0).json().has("parameters")).isFalse();
        assertThat(end("t1").path("service_id").asText()).isEqualTo("component:default/shop");
    }

    @Test
    void failsWhereBackstageIsAwayAndLosesNothing() throws BackstageFailure {
        backstage.addTask("t1", "2026-06-10T10:00:00.000Z");
        backstage.failNext(503);
        assertThatThrownBy(this::read).isInstanceOf(BackstageFailure.class);

        read();

        assertThat(types()).containsExactly("dev.milepost.scaffold.started");
    }

    private Reached read() throws BackstageFailure {
        return read(500);
    }

    private Reached read(int mostEnds) throws BackstageFailure {
        var before = until;
        var reached = new ScaffolderTaskReader(backstage.install(Map.of()), tasks, sent::addAll, mostEnds)
                .read(
                        new Lease() {
                            @Override
                            public @Nullable Instant readUntil() {
                                return before;
                            }

                            @Override
                            public void extend() {}
                        },
                        NOW);
        until = reached.until() == null ? until : reached.until();
        return reached;
    }

    private List<String> types() {
        return sent.stream().map(event -> event.attributes().get("type")).toList();
    }

    private JsonNode end(String task) {
        return sent.stream()
                .map(Envelope::json)
                .filter(data -> data.path("task_id").asText().equals(task) && data.has("status"))
                .findFirst()
                .orElseThrow();
    }
}
