package dev.milepost.events.scaffolder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.pipeline.ForeignTopics.ForeignRecord;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages as {@code DatabaseTaskStore} of Backstage publishes them; those of an end have no spec. */
class TaskMessagesTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

    private static final String BEGIN = """
            {"id": "t1", "status": "open", "createdBy": "user:default/jane", "spec": {
                "parameters": {"name": "payments-api", "owner": "group:default/payments"},
                "templateInfo": {"entityRef": "template:default/spring-service", "entity": {"metadata": {
                    "annotations": {"milepost.dev/template": "spring-service@2.1.0"}}}}}}""";

    private static final String END = """
            {"id": "t1", "status": "failed", "lastHeartbeatAt": "2026-06-10T10:05:00.000Z",
             "createdAt": "2026-06-10T10:00:00.000Z", "createdBy": "user:default/jane",
             "state": {"steps": {"fetch": {"status": "completed"}, "publish": {"status": "failed"}}}}""";

    private static Postgres postgres;

    private Sql sql;
    private TaskMessages messages;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        sql = new Sql(postgres.database());
        sql.update("delete from scaffolder_task");
        messages = new TaskMessages(
                "main", "backstage/scaffolder", new SentTaskRepository(sql, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @Test
    void joinsEndWithBeginOfItsTask() {
        var events = read(BEGIN, END);

        assertThat(events).hasSize(2);
        var completed = events.get(1);
        assertThat(completed.attributes())
                .containsEntry("type", "dev.milepost.scaffold.completed")
                .containsEntry("id", "task/t1/failed/1781085900000");
        assertThat(completed.json().path("template_version").asText()).isEqualTo("2.1.0");
        assertThat(completed.json().path("service_id").asText()).isEqualTo("payments-api");
        assertThat(completed.json().path("status").asText()).isEqualTo("failure");
        assertThat(completed.json().path("step").asText()).isEqualTo("publish");
    }

    @Test
    void joinsThemInWhateverOrderTheyArrive() {
        var inOrder = read(BEGIN, END);
        sql.update("delete from scaffolder_task");

        var before = read(END);
        var after = read(BEGIN);

        assertThat(before).isEmpty();
        assertThat(after.stream().map(event -> event.attributes().get("id")))
                .containsExactlyElementsOf(inOrder.stream()
                        .map(event -> event.attributes().get("id"))
                        .toList());
    }

    @Test
    void givesTheSameEventsForRepeatedMessages() {
        var once = read(BEGIN, END).stream().map(Envelope::attributes).toList();

        assertThat(read(BEGIN, END).stream().map(Envelope::attributes))
                .containsAll(once)
                .hasSize(3);
    }

    @Test
    void keepsNeitherUserNorValues() {
        read(BEGIN);

        var kept = sql.query("select started::text as kept from scaffolder_task", row -> row.getString("kept"));
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0))
                .contains("spring-service")
                .doesNotContain("jane")
                .doesNotContain("parameters");
    }

    @Test
    void passesOverWhatIsNoTask() {
        assertThat(read("nonsense", "[]", "{}", "null", """
                {"id": 7, "taskId": "t1", "status": "cancelled", "body": {}}""")).isEmpty();
    }

    private List<Envelope> read(String... values) {
        var records = new ArrayList<ForeignRecord>();
        for (var value : values) {
            records.add(new ForeignRecord(value.getBytes(UTF_8), Instant.parse("2026-06-10T10:05:01Z")));
        }
        return messages.events(records);
    }
}
