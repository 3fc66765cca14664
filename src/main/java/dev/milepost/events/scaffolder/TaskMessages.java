package dev.milepost.events.scaffolder;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.pipeline.ForeignTopics.ForeignRecord;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.time.Rfc3339;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The events of messages about tasks, {@code scaffolder.task} as Backstage's Kafka module publishes it. Messages about an
 * end do not say what the task is, so they are joined with those of its begin, in whatever order they arrive.
 */
final class TaskMessages {

    private static final Logger LOG = Logger.getLogger(TaskMessages.class);

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final String install;
    private final SentTaskRepository sent;
    private final ScaffoldEvents events;

    TaskMessages(String install, String source, SentTaskRepository sent) {
        this.install = install;
        this.sent = sent;
        this.events = new ScaffoldEvents(source);
    }

    List<Envelope> events(List<ForeignRecord> records) {
        var found = new ArrayList<Envelope>();
        for (var record : records) {
            try {
                add(JSON.readTree(record.value()), record.time(), found);
            } catch (IOException e) {
                LOG.debugf("A message about a scaffolder task of %s is no JSON and is passed over.", install);
            }
        }
        sent.deleteOld(install);
        return found;
    }

    private void add(@Nullable JsonNode message, Instant at, List<Envelope> found) {
        // A request to cancel and a recovery have the id of their event, and the task beside it. The end follows.
        if (message == null || message.has("taskId")) {
            return;
        }
        var read = ScaffolderTask.of(message, at);
        if (read.isEmpty()) {
            return;
        }
        var task = read.get();
        if (task.isUnfinished() && task.spec().isObject()) {
            begin(task, found);
        } else if (ENDS.contains(task.status())) {
            end(task, step(message), at, found);
        }
    }

    private void begin(ScaffolderTask task, List<Envelope> found) {
        ScaffoldEvents.data(task).ifPresent(data -> {
            found.add(events.started(task, data));
            var kept = data.deepCopy();
            kept.remove("initiator");
            if (kept.path("team").asText().startsWith("user:")) {
                kept.remove("team");
            }
            sent.saveStarted(install, task.id(), task.createdAt(), kept)
                    .ifPresent(ended -> found.add(joined(task.id(), kept, ended)));
        });
    }

    private void end(ScaffolderTask task, @Nullable String step, Instant at, List<Envelope> found) {
        var ended = JsonNodeFactory.instance
                .objectNode()
                .put("status", task.status())
                .put("createdAt", task.createdAt().toString())
                .put("at", at.toString())
                .put("step", step);
        if (task.heartbeatAt() != null) {
            ended.put("lastHeartbeatAt", task.heartbeatAt().toString());
        }
        sent.saveEnded(install, task.id(), task.createdAt(), ended)
                .ifPresent(started -> found.add(joined(task.id(), (ObjectNode) started, ended)));
    }

    private Envelope joined(String id, ObjectNode started, JsonNode ended) {
        var task = ScaffolderTask.of(((ObjectNode) ended.deepCopy()).put("id", id), null)
                .orElseThrow();
        var at = Rfc3339.parse(ended.path("at").asText()).orElseThrow();
        var hasFailed = task.status().equals("failed");
        var end = new TaskEnd(
                at,
                false,
                hasFailed ? TaskEnd.text(ended.path("step")) : null,
                hasFailed ? "failed" : null,
                List.of(),
                null);
        return events.completed(task, started, end, at);
    }

    /** The step that failed, as the state of the task has it. */
    private static @Nullable String step(JsonNode message) {
        return message.path("state").path("steps").properties().stream()
                .filter(step -> step.getValue().path("status").asText().equals("failed"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
